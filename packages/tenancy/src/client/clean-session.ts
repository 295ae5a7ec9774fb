import { SessionNotCleanError } from '../errors/client.ts';

/** More than a pool is likely to hold: an attacker may have spoilt each of its connections. */
const attempts = 32;

/**
 * Runs a unit again, on another connection, when the session was found unclean. That is found before any of
 * the unit's statements run, and the server rolls back what came before: nothing is done twice.
 */
export async function onCleanSession<T>(unit: () => Promise<T>): Promise<T> {
  for (let left = attempts; ; left -= 1) {
    try {
      return await unit();
    } catch (error) {
      if (!(error instanceof SessionNotCleanError) || left === 1) throw error;
    }
  }
}
