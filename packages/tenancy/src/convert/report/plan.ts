import {
  counted,
  padded,
  plain,
  visible,
  widthsOf,
  wrapped,
  type Paint,
} from '../../report/text.ts';
import type { Obstacle, Plan, Runs, Step } from '../plan/plan.ts';

/** Where a plan is when nobody says. */
export const defaultFolder = 'conversion';

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
          `${errors.length === 1 ? 'One thing is' : `${errors.length} things are`} in the way of converting ${visible(plan.database)}. Nothing was written: mend it, and plan again.`,
        ]
      : [...stepLines(plan, paint), '', summary(plan), ...next(folder)]),
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
      ...wrapped(visible(`-> ${instead}.`), width - 4).map((line) => `    ${line}`),
      ...(level === 'error' && acceptable
        ? [`    -> Or live with it: accept: [${visible(JSON.stringify(name))}]`]
        : []),
    ]),
    '',
  ];
}

const heading = ['  step', 'lock', 'rows', 'runs', 'taken back'] as const;

/** All steps under one heading: what locks stands below each other. */
function stepLines({ phases }: Plan, paint: Paint): readonly string[] {
  const cells = phases.map(({ steps }) => steps.map(stepCells));
  const widths = widthsOf([heading, ...cells.flat()]);
  const line = (row: readonly string[]) =>
    row
      .map((cell, i) =>
        heading[i] === 'rows' ? cell.padStart(widths[i] ?? 0) : padded(cell, widths[i] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [
    paint('quiet', line(heading)),
    ...phases.flatMap(({ name, title }, i) => [
      paint('strong', `${name}  ${title}`),
      ...(cells[i] ?? []).map(line),
    ]),
  ];
}

function stepCells({ id, lock, rows, up, down }: Step): readonly string[] {
  return [
    `  ${visible(id)}`,
    lock === 'none' ? '-' : lock,
    rows === undefined ? '-' : rows.toLocaleString('en-US'),
    runs[up.runs.in],
    down.length === 0 ? 'nothing to do' : 'yes',
  ];
}

const runs: Readonly<Record<Runs['in'], string>> = {
  transaction: 'one transaction',
  alone: 'concurrently',
  batches: 'in batches',
  ranges: 'in batches',
  secret: 'one transaction',
  check: 'a check',
};

function summary({ phases, database }: Plan): string {
  const steps = phases.flatMap((phase) => phase.steps);
  const written = steps
    .filter(({ up }) => up.runs.in === 'batches' || up.runs.in === 'ranges')
    .reduce((sum, { rows = 0 }) => sum + rows, 0);
  const rows =
    written === 0
      ? 'no row that is there is written'
      : `about ${written.toLocaleString('en-US')} rows are written, in batches`;
  return `${counted(steps.length, 'step')} for ${visible(database)}; ${rows}.`;
}

function next(folder: string): readonly string[] {
  const named = folder === defaultFolder ? '' : ` --folder ${visible(folder)}`;
  return [
    `They are in ${visible(folder)}, a file a phase, and what takes each back in its .down.sql. Read them, then`,
    `  npx tenancy convert run${named}`,
  ];
}
