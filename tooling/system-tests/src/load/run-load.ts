import { withTenant, type Db } from '@startkit/database';
import { operationOf, type Actor, type Operation } from './operations.ts';
import { countForeign, projectsPerTenant, type Seen } from './seen.ts';

export interface LoadOptions {
  readonly db: Db;
  /** Ids of organizations that {@link makeTenants} made. */
  readonly tenants: readonly string[];
  /** Statements to send, about. */
  readonly statements: number;
  /** Codes of errors that may come at any time: what a killed connection brings. */
  readonly tolerated: readonly string[];
  /** Called now and then, with the statements sent so far. */
  readonly onProgress?: (statements: number) => void;
}

export interface LoadReport {
  readonly statements: number;
  readonly seconds: number;
  readonly rows: number;
  /** Rows of somebody else. The one number that counts. */
  readonly foreign: number;
  /** How many server processes ran statements. */
  readonly backends: number;
  /** How often each error came, by code, those that were meant to come as well. */
  readonly errors: Readonly<Record<string, number>>;
  /** Operations that ended otherwise than they should, in words. */
  readonly surprises: readonly string[];
}

/** All tenants at once, each one statement after the other: reads, writes, transactions, and errors of every kind. */
export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const { db, tenants } = options;
  const started = performance.now();
  const tally = new Tally(options);
  const work = async (own: string, index: number) => {
    const other = tenants[(index + 1) % tenants.length] ?? own;
    for (let turn = index; !tally.isDone(); turn += 1) {
      await act(operationOf(turn), { db, own, other }, tally);
    }
  };
  await Promise.all(
    tenants.map((organizationId, index) =>
      withTenant({ organizationId }, () => work(organizationId, index)),
    ),
  );
  return tally.report((performance.now() - started) / 1000);
}

async function act(operation: Operation, actor: Actor, tally: Tally): Promise<void> {
  try {
    const rows = await operation.run(actor);
    tally.saw(operation, rows, actor.own);
  } catch (error) {
    tally.failed(operation, error as Error & { readonly code?: string });
  }
}

/** What has been seen so far. */
class Tally {
  readonly #options: LoadOptions;
  readonly #backends = new Set<number>();
  readonly #errors: Record<string, number> = {};
  readonly #surprises: string[] = [];
  #statements = 0;
  #rows = 0;
  #foreign = 0;

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  isDone(): boolean {
    return this.#statements >= this.#options.statements;
  }

  saw(operation: Operation, rows: readonly Seen[], own: string): void {
    this.#count(operation);
    this.#rows += rows.length;
    this.#foreign += countForeign(rows, own);
    for (const { backend } of rows) this.#backends.add(backend);
    if (operation.fails !== undefined) this.#surprises.push(`no error: ${operation.fails}`);
    if (rows.length % projectsPerTenant !== 0) this.#surprises.push(`${rows.length} rows`);
  }

  failed(operation: Operation, error: Error & { readonly code?: string }): void {
    this.#count(operation);
    const { code = error.name, message } = error;
    this.#errors[code] = (this.#errors[code] ?? 0) + 1;
    if (code === operation.fails || this.#options.tolerated.includes(code)) return;
    this.#surprises.push(`${code}: ${message}`);
  }

  report(seconds: number): LoadReport {
    return {
      statements: this.#statements,
      seconds,
      rows: this.#rows,
      foreign: this.#foreign,
      backends: this.#backends.size,
      errors: this.#errors,
      surprises: this.#surprises,
    };
  }

  #count({ statements }: Operation): void {
    this.#statements += statements;
    this.#options.onProgress?.(this.#statements);
  }
}
