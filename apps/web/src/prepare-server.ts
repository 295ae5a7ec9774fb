import { readEnvironment } from './env.ts';
import { closeOnSignals } from './shutdown.ts';

/**
 * What a server does before its first request.
 *
 * @throws ConfigurationError when the environment is malformed: better now than at the first request.
 */
export function prepareServer(): void {
  readEnvironment();
  closeOnSignals();
}
