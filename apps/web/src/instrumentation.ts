import { readEnvironment } from './env.ts';
import { closeOnSignals } from './shutdown.ts';

/** Next calls it once, when the server starts. A configuration that is wrong is told here. */
export function register(): void {
  readEnvironment();
  closeOnSignals();
}
