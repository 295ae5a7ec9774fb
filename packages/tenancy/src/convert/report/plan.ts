import { aligned, visible, wrapped, type Paint } from '../../report/text.ts';
import { plain } from '../../report/text.ts';
import { runsText } from '../files/render.ts';
import type { Obstacle, Plan, Step } from '../plan/plan.ts';

export interface PlanSummaryOptions {
  /** Where the files are. */
  readonly folder: string;
  /** Characters of a line. */
  readonly width: number;
}

/** What `plan` prints: what is in the way, then every step with its lock, its rows, and whether anything takes it back. */
export function planSummary(
  plan: Plan,
  { folder, width }: PlanSummaryOptions,
  paint: Paint = plain,
): string {
  const errors = plan.obstacles.filter(({ level }) => level === 'error');
  const warnings = plan.obstacles.filter(({ level }) => level === 'warning');
  return [
    ...obstacleLines('In the way', errors, paint, width),
    ...obstacleLines('To know', warnings, paint, width),
    ...(errors.length > 0
      ? [
          `${errors.length === 1 ? 'One thing is' : `${errors.length} things are`} in the way of converting ${visible(plan.database)}. Nothing was written.`,
        ]
      : [
          ...plan.phases.flatMap((phase) => [
            '',
            paint('strong', `${phase.name}  ${phase.title}`),
            ...stepLines(phase.steps),
          ]),
          '',
          summary(plan, folder),
        ]),
    '',
  ].join('\n');
}

function obstacleLines(
  title: string,
  obstacles: readonly Obstacle[],
  paint: Paint,
  width: number,
): readonly string[] {
  if (obstacles.length === 0) return [];
  return [
    paint('strong', `${title}:`),
    ...obstacles.flatMap(({ name, level, why, instead, acceptable }) => [
      `  ${paint(level === 'error' ? 'bad' : 'doubtful', visible(name))}`,
      ...wrapped(visible(`${why}.`), width - 4).map((line) => `    ${line}`),
      ...wrapped(
        visible(
          `-> ${instead}.${level === 'error' && acceptable ? ' Or accept it, by its name.' : ''}`,
        ),
        width - 4,
      ).map((line) => `    ${line}`),
    ]),
    '',
  ];
}

function stepLines(steps: readonly Step[]): readonly string[] {
  return aligned(
    steps.map(({ id, lock, rows, up, down }) => [
      `  ${visible(id)}`,
      lock === 'none' ? 'no lock' : lock,
      runsText(up.runs),
      rows === undefined ? '' : `~${rows.toLocaleString('en-US')} rows`,
      down.length === 0 ? 'nothing to take back' : 'can be taken back',
    ]),
  );
}

function summary({ phases, database }: Plan, folder: string): string {
  const steps = phases.flatMap((phase) => phase.steps);
  const rows = steps.reduce(
    (sum, step) =>
      sum + (step.up.runs.in === 'batches' || step.up.runs.in === 'ranges' ? (step.rows ?? 0) : 0),
    0,
  );
  return (
    `${steps.length} steps for ${visible(database)}, about ${rows.toLocaleString('en-US')} rows to write. Each phase is a file in ${folder}, with what takes it back beside it: ` +
    'read them, then `npx tenancy convert run`.'
  );
}
