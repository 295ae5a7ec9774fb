import { checkDatabase } from '../data/check-database.ts';
import { json } from './responses.ts';

const patience = 5000;

/**
 * 200 with how long the database took, in milliseconds; 503 with a stable code when it did not answer
 * within `milliseconds`. Says nothing about the connection: anybody may ask.
 */
export async function healthResponse(
  check: () => Promise<number> = checkDatabase,
  milliseconds = patience,
): Promise<Response> {
  try {
    const latency = await within(check(), milliseconds);
    return json({ status: 'ok', database: 'ok', latencyMs: Math.round(latency * 10) / 10 });
  } catch (error) {
    return json({ status: 'unavailable', database: 'unavailable', code: codeOf(error) }, 503);
  }
}

async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new HealthTimeoutError()), milliseconds);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

class HealthTimeoutError extends Error {
  readonly code = 'TIMEOUT';
}

// Codes of our own are words in capitals; a driver's may tell of the network.
function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[A-Z]+(_[A-Z]+)*$/.test(code) ? code : 'INTERNAL';
}
