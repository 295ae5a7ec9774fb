/*
 * Loads the package twice in plain node, with the connection strings in its environment, and uses both copies' `db`.
 * Prints what it saw as JSON.
 *
 *     node checks.mjs FIRST SECOND ORGANIZATION    files of the two copies, an organization's id
 */
import { createRequire } from 'node:module';
import { sql } from 'drizzle-orm';
import type * as Database from '../../src/index.ts';

type Copy = typeof Database;

const [first = '', second = '', organizationId = ''] = process.argv.slice(2);
const load = async (path: string): Promise<Copy> =>
  path.endsWith('.cjs') ? createRequire(import.meta.url)(path) : await import(path);
const [a, b] = [await load(first), await load(second)];

const find = sql`select from projects where name = 'twice'`;
const backendOf = async ({ db }: Copy) => {
  const { rows } = await db.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  return rows[0]!.pid;
};

const seen: Record<string, unknown> = { distinct: a.withTenant !== b.withTenant && a.db !== b.db };
await a.withTenant({ organizationId }, async () => {
  const ofA = await backendOf(a);
  seen['onePool'] = ofA === (await backendOf(b));
  const work = a.db.transaction(async (tx) => {
    await tx.execute(sql`insert into projects (name) values ('twice')`);
    seen['joined'] = (await b.db.execute(find)).rowCount;
    throw new Error('undone');
  });
  seen['outcome'] = await work.catch(String);
  seen['left'] = (await b.db.execute(find)).rowCount;
  await b.closeDatabase();
  seen['madeAgain'] = ofA !== (await backendOf(a));
});
await a.closeDatabase();
console.log(JSON.stringify(seen));
