import { TenancyError } from '../../errors/base.ts';
import { visible } from '../../report/text.ts';

/** Thrown when a conversion stops by itself: rows have to be looked at, or a lock was not to be had. All that was done is kept. */
export class ConversionStoppedError extends TenancyError {
  readonly code = 'CONVERSION_STOPPED';
}

/** Thrown when rows have to be looked at before anything is enforced, or a phase has not done what it is for. */
export class ProblemsFoundError extends ConversionStoppedError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `This has to be looked at before it goes on:\n${problems.map((problem) => `  ${visible(problem)}`).join('\n')}\n` +
        'Nothing was guessed, nothing deleted, and what was done is kept. Mend it, and run again; --assign-orphans KEY gives rows of nobody to an organization.',
    );
    this.problems = problems;
  }
}
