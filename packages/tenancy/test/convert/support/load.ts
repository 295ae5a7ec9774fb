import { setTimeout as later } from 'node:timers/promises';
import pg from 'pg';
import { LoadRecord, type LoadReport } from './load/record.ts';
import { randomFrom, type Random } from './load/random.ts';

export type { LoadError, LoadReport } from './load/record.ts';

type Row = Record<string, unknown>;

/** What a piece of work has to do with. */
export interface LoadContext {
  /** Runs one statement, which is timed. */
  query(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  readonly random: Random;
  /**
   * From 0, of so many: rows that several statements of a transaction update are to be one client's own, or the clients
   * would wait for each other.
   */
  readonly client: number;
  readonly clients: number;
}

/** A short read, write or transaction, as an application has it. */
export interface LoadWork {
  readonly name: string;
  /** Whether it is one transaction. Default: each statement is one. */
  readonly transaction?: boolean;
  run(context: LoadContext): Promise<unknown>;
}

export interface LoadOptions {
  /** Default: 4. Every other one prepares its statements, as drivers do that cache them. */
  readonly clients?: number;
  /** Between two pieces of work of a client, in ms. Default: 2. */
  readonly pause?: number;
  /** Default: 1. */
  readonly seed?: number;
}

export interface Load {
  /** What there was until now. */
  report(): LoadReport;
  /** Ends it when each client is done with what it does. */
  stop(): Promise<LoadReport>;
}

/** The sessions' application_name. */
export const loadApplication = 'load';

/** Connects, and does the work in turns at random until it is stopped. No error ends it: all are in the report. */
export async function startLoad(
  url: string,
  work: readonly LoadWork[],
  { clients = 4, pause = 2, seed = 1 }: LoadOptions = {},
): Promise<Load> {
  const record = new LoadRecord();
  let stopped = false;
  const runClient = async (client: number, first: pg.Client) => {
    const random = randomFrom(seed + client);
    let connection: pg.Client | undefined = first;
    while (!stopped) {
      connection ??= await reconnect(url, record);
      if (connection !== undefined) {
        const ok = await once(random.pick(work), connection, { random, client, clients }, record);
        if (!ok && !(await isAlive(connection))) connection = undefined;
      }
      await later(pause);
    }
    await connection?.end();
  };
  const connections = await Promise.all(Array.from({ length: clients }, () => connect(url)));
  const running = Promise.all(connections.map((first, client) => runClient(client, first)));
  return {
    report: () => record.report(),
    stop: async () => {
      stopped = true;
      await running;
      return record.report();
    },
  };
}

/** @returns whether it went well; otherwise the transaction is rolled back. */
async function once(
  work: LoadWork,
  connection: pg.Client,
  context: Omit<LoadContext, 'query'>,
  record: LoadRecord,
): Promise<boolean> {
  const prepares = context.client % 2 === 1;
  const query = async (text: string, values: readonly unknown[] = []) => {
    const name = prepares && values.length > 0 ? { name: record.nameOf(text) } : {};
    const begun = performance.now();
    try {
      return (await connection.query<Row>({ text, values: [...values], ...name })).rows;
    } finally {
      record.took(work.name, text, performance.now() - begun);
    }
  };
  try {
    if (work.transaction === true) await query('begin');
    await work.run({ ...context, query });
    if (work.transaction === true) await query('commit');
    return true;
  } catch (error) {
    record.failed(work.name, error);
    await connection.query('rollback').catch(() => {});
    return false;
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: loadApplication });
  // The statement that waits is told.
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function reconnect(url: string, record: LoadRecord): Promise<pg.Client | undefined> {
  return connect(url).catch((error: unknown) => {
    record.failed('connect', error);
    return undefined;
  });
}

async function isAlive(connection: pg.Client): Promise<boolean> {
  return connection.query('select').then(
    () => true,
    () => false,
  );
}
