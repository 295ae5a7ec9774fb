/*
 * Loads the engine twice in plain node, and uses both copies together. Prints what it saw as JSON.
 *
 *     node checks.mjs INPUT    a file: CheckInput as JSON
 */
import type { AsyncLocalStorage } from 'node:async_hooks';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import type * as Engine from './engine.ts';

export interface CheckInput {
  /** The files of the two copies. */
  readonly copies: readonly [string, string];
  /** The app login's connection string. */
  readonly url: string;
  readonly secret: string;
  /** Organizations with projects: "Acme 1" and "Globex 1" are the first. */
  readonly acmeId: string;
  readonly globexId: string;
  /** SQL that makes the same tables in-process. */
  readonly setup: string;
}

type Copy = typeof Engine;
type Client = InstanceType<Copy['TenantClient']>;

const input = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as CheckInput;
const { copies, url, secret, setup } = input;
const load = async (path: string): Promise<Copy> =>
  path.endsWith('.cjs') ? createRequire(import.meta.url)(path) : await import(path);
const [a, b] = [await load(copies[0]), await load(copies[1])];

const inAcme = { organizationId: input.acmeId };
const inGlobex = { organizationId: input.globexId };
const clientOf = (client: Copy, driver: Copy = client) =>
  new client.TenantClient(driver.nodePostgres({ connectionString: url }), { secret, max: 1 });
const ofA = clientOf(a);
const ofB = clientOf(b);
const mixed = clientOf(b, a);

const firstName = async (client: Pick<Client, 'query'>) => {
  const { rows } = await client.query('select name from projects order by name limit 1');
  return (rows[0] as { name: string }).name;
};
const count = async (client: Pick<Client, 'query'>, name: string) => {
  const { rows } = await client.query('select from projects where name = $1', [name]);
  return rows.length;
};
const failure = (work: Promise<unknown>) => work.then(String, (error: unknown) => error);
const codeOf = async (work: Promise<unknown>) => ((await failure(work)) as { code: string }).code;

async function contexts() {
  const nested = await a.withTenant(inAcme, async () => [
    await b.withTenant(inGlobex, () => firstName(ofA)),
    await firstName(ofB),
  ]);
  return {
    ofTheOther: [
      await a.withTenant(inAcme, () => firstName(ofB)),
      await b.withTenant(inAcme, () => firstName(ofA)),
    ],
    nested,
    outside: await codeOf(ofA.query('select 1')),
    deleted: await a.withTenant(inAcme, () =>
      a.withDeleted(async () => {
        const { rows } = await ofB.query(`select current_setting('app.with_deleted', true) as on`);
        return (rows[0] as { on: string }).on;
      }),
    ),
    aborted: await codeOf(
      a.withTenant(inAcme, () => ofB.query('select 1'), { signal: AbortSignal.abort() }),
    ),
    timedOut: await codeOf(
      a.withTenant(inAcme, () => ofB.query('select pg_sleep(5)'), { timeouts: { statement: 50 } }),
    ),
  };
}

async function transactions() {
  const [dbOfA, dbOfB] = [a, b].map((copy) => copy.tenantDatabase(ofA, { schema: {} }));
  const seen: unknown[] = [];
  const work = a.withTenant(inAcme, () =>
    dbOfA!.transaction(async () => {
      await dbOfA!.execute(sql`insert into projects (name) values ('twice')`);
      const { rowCount } = await dbOfB!.execute(sql`select from projects where name = 'twice'`);
      seen.push(rowCount, await b.withTenant(inAcme, () => count(ofA, 'twice')));
      seen.push(await count(ofB, 'twice'));
      seen.push(await codeOf(b.withTenant(inGlobex, () => 1)));
      throw new Error('undone');
    }),
  );
  const outcome = String(await failure(work));
  return { seen, outcome, left: await b.withTenant(inAcme, () => count(ofB, 'twice')) };
}

/** A client of one copy on a driver of the other: what the driver throws, the client has to understand. */
async function errors() {
  const run = (text: string) => b.withTenant(inAcme, () => mixed.query(text));
  const backend = async () => (await run('select pg_backend_pid() as pid')).rows[0];
  const duplicate = await failure(run(`insert into projects (name) values ('Acme 1')`));
  const before = await backend();
  const forged = await codeOf(
    run(
      `select set_config('app.context', replace(current_setting('app.context'), 'a', 'b'), false)`,
    ),
  );
  let attempts = 0;
  const conflict = b.withTenant(inAcme, () =>
    mixed.transaction(
      async (tx) => {
        attempts += 1;
        await tx.query(`do $$ begin raise exception using errcode = '40001'; end $$`);
      },
      { retries: 2 },
    ),
  );
  return {
    duplicate: (duplicate as { code: string }).code,
    isTenancyError: [duplicate instanceof a.TenancyError, duplicate instanceof b.TenancyError],
    isUniqueViolation: [
      duplicate instanceof a.UniqueViolationError,
      duplicate instanceof b.UniqueViolationError,
    ],
    isSomethingElse: [
      duplicate instanceof a.AbortedError,
      new Error('x') instanceof b.TenancyError,
      (null as unknown) instanceof b.TenancyError,
    ],
    forged,
    sameConnection: JSON.stringify(before) === JSON.stringify(await backend()),
    conflict: await codeOf(conflict),
    attempts,
  };
}

/** Both on one in-process server: it has one session, which whoever has a transaction open has to itself. */
async function inProcess() {
  const instance = await PGlite.create();
  await instance.exec(setup);
  const [one, other] = [a, b].map(
    (copy) => new copy.TenantClient(copy.pglite(instance, { role: 'startkit_app' }), { secret }),
  );
  const order: string[] = [];
  let begun!: () => void;
  const hasBegun = new Promise<void>((resolve) => (begun = resolve));
  const ofOne = a.withTenant(inAcme, () =>
    one!.transaction(async (tx) => {
      await tx.query('select 1');
      begun();
      await new Promise((resolve) => setTimeout(resolve, 100));
      order.push(await firstName(tx));
    }),
  );
  await hasBegun;
  await b.withTenant(inGlobex, async () => order.push(await firstName(other!)));
  await ofOne;
  await Promise.all([one!.close(), other!.close()]);
  await instance.close();
  return order;
}

/** What `store/2` holds, for whoever changes it: the number stands for this. */
async function layout() {
  const storage = (globalThis as Record<symbol, unknown>)[
    Symbol.for('@startkit/tenancy/store/2')
  ] as AsyncLocalStorage<object>;
  const keys = () => {
    const store = storage.getStore() as Record<string, object>;
    const [open] = [...(store['transactions'] as Map<object, object>).values()];
    return [store, store['context']!, open!].map((value) => Object.keys(value));
  };
  return a.withTenant(inAcme, () => ofA.transaction(async () => keys()));
}

const seen = {
  copies: { distinct: a.TenantClient !== b.TenantClient && a.withTenant !== b.withTenant },
  contexts: await contexts(),
  transactions: await transactions(),
  errors: await errors(),
  inProcess: await inProcess(),
  layout: await layout(),
};
await Promise.all([ofA, ofB, mixed].map((client) => client.close()));
console.log(JSON.stringify(seen));
