import { withTenant, type Db } from '@startkit/database';
import { aborted, done, endingsOf, type Actor, type Operation } from './operation.ts';
import { operationOf, read } from './operations.ts';
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
  /** Without those of operations that were aborted: some of them were never sent. */
  readonly statements: number;
  readonly seconds: number;
  readonly rows: number;
  /** Rows of somebody else. The one number that counts. */
  readonly foreign: number;
  /** How many server processes ran statements. */
  readonly backends: number;
  /** How often each operation ended how: "a read: done". */
  readonly endings: Readonly<Record<string, number>>;
  /** Operations that ended otherwise than they should, in words. */
  readonly surprises: readonly string[];
}

/** All tenants at once, each one statement after the other: reads, writes, transactions, errors of every kind, and cancels. */
export async function runLoad(options: LoadOptions): Promise<LoadReport> {
  const { db, tenants } = options;
  const started = performance.now();
  const tally = new Tally(options);
  const work = async (own: string, index: number) => {
    const other = tenants[(index + 1) % tenants.length] ?? own;
    for (let turn = index; !tally.isDone(); turn += 1) {
      const { latency } = tally;
      await act(operationOf(turn), { db, own, other, latency }, tally);
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
  const started = performance.now();
  try {
    const rows = await operation.run(actor);
    if (operation === read) tally.latency = performance.now() - started;
    tally.saw(operation, rows, actor.own);
  } catch (error) {
    tally.failed(operation, error as Error & { readonly code?: string });
  }
}

/** As `report.endings` counts it. */
export function endingOf({ name }: Operation, ending: string): string {
  return `${name}: ${ending}`;
}

/** What has been seen so far. */
class Tally {
  /** Of the last read. */
  latency = 0;
  readonly #options: LoadOptions;
  readonly #backends = new Set<number>();
  readonly #endings: Record<string, number> = {};
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
    this.#count(operation, done, '');
    this.#rows += rows.length;
    this.#foreign += countForeign(rows, own);
    for (const { backend } of rows) this.#backends.add(backend);
    if (rows.length % projectsPerTenant !== 0) this.#surprises.push(`${rows.length} rows`);
  }

  failed(operation: Operation, error: Error & { readonly code?: string }): void {
    const { code = error.name, message } = error;
    this.#count(operation, code, message);
  }

  report(seconds: number): LoadReport {
    return {
      statements: this.#statements,
      seconds,
      rows: this.#rows,
      foreign: this.#foreign,
      backends: this.#backends.size,
      endings: this.#endings,
      surprises: this.#surprises,
    };
  }

  #count(operation: Operation, ending: string, message: string): void {
    const key = endingOf(operation, ending);
    this.#endings[key] = (this.#endings[key] ?? 0) + 1;
    const expected = [...endingsOf(operation), ...this.#options.tolerated];
    // A cancel that somebody else asked for has the code of a timeout, and another message.
    const isForeign = /user request/.test(message);
    if (!expected.includes(ending) || isForeign) this.#surprises.push(`${key} ${message}`);
    if (ending === aborted) return;
    this.#statements += operation.statements;
    this.#options.onProgress?.(this.#statements);
  }
}
