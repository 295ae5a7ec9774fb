import { setTimeout as sleep } from 'node:timers/promises';
import { StatementError } from '../errors/client.ts';
import { isDatabaseError, type SerializationError } from '../errors/database.ts';

/** Pause before the first repetition, in ms; it doubles each time, and a random part of it is waited. */
const firstPause = 10;

/**
 * Runs `attempt` again when the server gave it up for another transaction's sake (SQLSTATE 40001, 40P01):
 * it was rolled back as a whole. A lost connection is no such reason, because the commit may have happened.
 *
 * @param retries repetitions at most.
 * @throws what the last attempt threw; StatementError when `retries` is not a whole number from 0 on.
 */
export async function withRetries<T>(retries: number, attempt: () => Promise<T>): Promise<T> {
  if (!Number.isSafeInteger(retries) || retries < 0) {
    throw new StatementError(
      `retries is a whole number from 0 on, not ${retries}. Nothing was run.`,
    );
  }
  for (let left = retries, pause = firstPause; ; left -= 1, pause *= 2) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || !isSerializationFailure(error)) throw error;
      await sleep(Math.random() * pause);
    }
  }
}

function isSerializationFailure(error: unknown): boolean {
  const code: SerializationError['code'] = 'SERIALIZATION_FAILURE';
  return isDatabaseError(error) && error.code === code;
}
