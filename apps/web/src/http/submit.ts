import { requireUser } from '../auth/require-user.ts';
import type { SessionUser } from '../auth/session-user.ts';
import { tryProblemOf } from '../problem.ts';

/** What a form shows after it was submitted. */
export interface FormState {
  readonly status: 'idle' | 'done' | 'failed';
  /** Why it failed. */
  readonly message?: string;
  /** What had been entered, so that nobody has to enter it again. */
  readonly entered?: Readonly<Record<string, string>>;
}

/**
 * Does what a form asks for, for whoever is signed in.
 *
 * @returns what the form shows. An error that is ours is thrown on.
 */
export async function submit(
  form: FormData,
  fn: (user: SessionUser) => Promise<void>,
): Promise<FormState> {
  const user = await requireUser();
  try {
    await fn(user);
    return { status: 'done' };
  } catch (error) {
    const problem = tryProblemOf(error);
    if (problem === undefined) throw error;
    return { status: 'failed', message: problem.message, entered: textOf(form) };
  }
}

function textOf(form: FormData): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
