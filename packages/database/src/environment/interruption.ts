import postgres from 'postgres';
import { OperationError } from './errors.ts';
import type { Target } from './target.ts';

/** What Ctrl-C does to a session: the statement that runs is cancelled, and no other is sent. */
export interface Interruption {
  readonly happened: boolean;
  /** @returns the error to throw, once nothing can be cancelled any more. */
  error(cause?: unknown): Promise<OperationError>;
  /** Listens no more. */
  end(): void;
}

/** @param backend the process of the session, as the server numbers it. */
export function interruptionOf(
  signal: AbortSignal | undefined,
  {
    url,
    target,
    backend,
  }: { readonly url: string; readonly target: Target; readonly backend: number },
): Interruption {
  let cancelled = Promise.resolve();
  const cancel = () => {
    cancelled = cancelStatement(url, backend);
  };
  signal?.addEventListener('abort', cancel, { once: true });
  return {
    get happened() {
      return signal?.aborted === true;
    },
    async error(cause) {
      // Later it could hit the ROLLBACK.
      await cancelled;
      return new OperationError(
        'INTERRUPTED',
        `Interrupted. What was not committed in ${target.host}:${target.port}/${target.database} is rolled back.`,
        { cause },
      );
    },
    end: () => signal?.removeEventListener('abort', cancel),
  };
}

/** Asks for it on a connection of its own. When the server does not answer, the statement runs to its end. */
async function cancelStatement(url: string, backend: number): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, fetch_types: false, onnotice: () => {} });
  try {
    await sql`select pg_catalog.pg_cancel_backend(${backend})`;
  } catch {
    // Nobody can be told better than by what the statement itself does.
  } finally {
    await sql.end({ timeout: 1 });
  }
}
