import type { WrittenPlan } from '../../convert/files/folder.ts';
import type { StepDone } from '../../convert/run/run.ts';
import { padded, visible, widthsOf, type Paint } from '../../report/text.ts';
import type { Io } from '../command.ts';
import { duration } from './duration.ts';

/** Says of each step that it was done, and how long it took, under the heading of its phase. */
export function stepsOn(
  { stdout }: Io,
  { phases }: WrittenPlan,
  paint: Paint,
): (step: StepDone) => void {
  const [width = 0] = widthsOf(phases.flatMap(({ up }) => up.map(({ id }) => [visible(id)])));
  let shown: string | undefined;
  return ({ phase, step, milliseconds }) => {
    if (phase !== shown) stdout.write(`${paint('strong', headingOf(phases, phase))}\n`);
    shown = phase;
    const took =
      milliseconds < 10_000 ? `${Math.round(milliseconds)} ms` : duration(milliseconds / 1_000);
    stdout.write(`  ${padded(visible(step.id), width)}  ${took.padStart(7)}\n`);
  };
}

function headingOf(phases: WrittenPlan['phases'], name: string): string {
  return visible(`${name}  ${phases.find((phase) => phase.name === name)?.title ?? ''}`);
}
