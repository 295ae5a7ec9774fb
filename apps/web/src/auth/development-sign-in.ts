import { readEnvironment } from '../env.ts';
import { NotFoundError } from '../errors.ts';

/** Whether people may sign in by a click: in development, and as long as Clerk is not configured. */
export function developmentSignInAllowed(): boolean {
  const { development, clerk } = readEnvironment();
  return development && clerk === undefined;
}

/** @throws NotFoundError where it is not allowed: in production there is no such thing. */
export function assertDevelopmentSignIn(): void {
  if (!developmentSignInAllowed()) throw new NotFoundError();
}
