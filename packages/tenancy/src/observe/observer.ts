import type { Step, StepResult, WireValue } from '../client/driver.ts';
import type { TenantContext } from '../context/context.ts';

/** One statement, after its answer. */
export interface StatementEvent {
  /** As it was sent, with placeholders where the caller had values. */
  readonly text: string;
  /** ms since 1970. */
  readonly startTime: number;
  /** ms from being asked for to being confirmed, the wait for a connection included. Of a batch: of all of it. */
  readonly duration: number;
  /** Whom it ran for. */
  readonly context: TenantContext;
  readonly inTransaction: boolean;
  /** How many statements were sent with it, itself included. */
  readonly batchSize: number;
  /** Rows returned or changed; null when the server did not say, or it failed. */
  readonly rowCount: number | null;
  /** Why it failed, or the batch it was part of. */
  readonly error?: unknown;
  /** Only when the observer asks for them. */
  readonly parameters?: readonly WireValue[];
}

/** Is told of every statement that a tenant client sends; for logs, metrics and traces. */
export interface StatementObserver {
  /** Called in the flow of whoever sent the statement. What it throws is a warning of the process, and nothing else. */
  statement(event: StatementEvent): void;
  /** Whether events carry the parameters: customers' data. Default false. */
  readonly parameters?: boolean;
}

type Run = () => Promise<readonly StepResult[]>;

/** Runs statements, and tells the observer of each. */
export type Observe = (
  statements: readonly Step[],
  context: TenantContext,
  run: Run,
) => Promise<readonly StepResult[]>;

export function observing(
  observer: StatementObserver | undefined,
  inTransaction: boolean,
): Observe {
  if (observer === undefined) return (_, __, run) => run();
  return async (statements, context, run) => {
    const startTime = Date.now();
    const start = performance.now();
    const tell = (outcome: { results?: readonly StepResult[]; error?: unknown }) => {
      const duration = performance.now() - start;
      for (const [i, { text, parameters = [] }] of statements.entries()) {
        report(observer, {
          text,
          startTime,
          duration,
          context,
          inTransaction,
          batchSize: statements.length,
          rowCount: outcome.results?.[i]?.rowCount ?? null,
          ...('error' in outcome ? { error: outcome.error } : {}),
          ...(observer.parameters ? { parameters } : {}),
        });
      }
    };
    try {
      const results = await run();
      tell({ results });
      return results;
    } catch (error) {
      tell({ error });
      throw error;
    }
  };
}

/** A statement that went well must not fail because its observer does. */
function report(observer: StatementObserver, event: StatementEvent): void {
  try {
    observer.statement(event);
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error), 'StatementObserverWarning');
  }
}
