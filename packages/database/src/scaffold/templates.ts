import type { TableNames } from './table-name.ts';

/** The declaration of a tenant table with one column, to be changed. */
export function declarationText({ table, identifier }: TableNames): string {
  return `import { sql } from 'drizzle-orm';
import { check, index, text } from 'drizzle-orm/pg-core';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const ${identifier} = commented(
  tenantTable(
    '${table}',
    {
      name: text('name').notNull(),
    },
    (t) => [
      index('${table}_name_idx').on(t.organizationId, t.name),
      check('${table}_name_check', sql\`\${t.name} <> ''\`),
    ],
    { write: 'member' },
  ),
  'What a row is, in one line.',
  {
    name: 'What it is called.',
  },
);
`;
}

/** The export of it in the index.ts of its domain. */
export function exportText({ identifier }: TableNames, path: string): string {
  return `export { ${identifier} } from '${path}';`;
}

/** A test of what its declaration says: who sees a row, who writes one, and what its index is for. */
export function testText({ table, identifier }: TableNames): string {
  return `import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withTenant } from '../../src/index.ts';
import { ${identifier} } from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { explain } from '../support/explain.ts';
import { seededPeople } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

let database: TestDatabase;
let people: Awaited<ReturnType<typeof seededPeople>>;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer(), seed: true });
  people = await seededPeople(database.superadminDb);
});
afterAll(() => database.close());

const contextOf = (user: string, organization: string) => ({
  organizationId: people.organization(organization),
  userId: people.user(user),
});
const as =
  (user: string, organization: string) =>
  <T>(work: () => T | PromiseLike<T>) =>
    withTenant(contextOf(user, organization), work);
const alice = as('alice', 'acme-corp');
const bob = as('bob', 'tech-startup-inc');
/** Of Acme too, but only to look. */
const victor = as('victor', 'acme-corp');

const insert = () => database.db.insert(${identifier}).values({ name: 'ours' }).returning();
const all = () => database.db.select().from(${identifier});

test('a row is its organization’s: another one neither sees it, nor changes it, nor deletes it', async () => {
  const [row] = await alice(insert);
  const it = eq(${identifier}.id, row!.id);
  expect(await bob(all)).toEqual([]);
  const rename = () =>
    database.db.update(${identifier}).set({ name: 'theirs' }).where(it).returning();
  expect(await bob(rename)).toEqual([]);
  const remove = () => database.db.delete(${identifier}).where(it).returning();
  expect(await bob(remove)).toEqual([]);
  expect(await alice(all)).toContainEqual(row);
});

test('a row is not given to another organization', async () => {
  const theirs = { organizationId: people.organization('tech-startup-inc'), name: 'ours' };
  const given = () => database.db.insert(${identifier}).values(theirs);
  await expect(alice(given)).rejects.toMatchObject({ code: 'ROW_SECURITY_VIOLATION' });
});

test('a viewer reads, and does not write', async () => {
  expect(await victor(all)).toEqual(await alice(all));
  await expect(victor(insert)).rejects.toMatchObject({ code: 'ROW_SECURITY_VIOLATION' });
});

test('${table}_name_idx finds a row by its name', async () => {
  const rows = Array.from({ length: 2000 }, (_, n) => ({ name: \`row \${n}\` }));
  await alice(() => database.db.insert(${identifier}).values(rows));
  await asLogin(database.urls!.migration, (client) => client.query('analyze ${table}'));
  const query = sql\`select * from \${${identifier}} where \${${identifier}.name} = 'row 7'\`;
  const { indexes } = await explain(database.db, contextOf('alice', 'acme-corp'), query);
  expect(indexes).toEqual(['${table}_name_idx']);
});
`;
}
