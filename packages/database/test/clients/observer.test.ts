import { afterAll, beforeAll, expect, test } from 'vitest';
import { db, observeStatements, superadminDb, withTenant } from '../../src/index.ts';
import { organizations, projects } from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { seededPeople } from '../support/people.ts';

let database: TestDatabase;
let acting: { organizationId: string; userId: string };

beforeAll(async () => {
  database = await createTestDatabase({ seed: true, install: true });
  const people = await seededPeople(superadminDb);
  acting = { organizationId: people.organization('acme-corp'), userId: people.user('alice') };
});
afterAll(async () => {
  observeStatements(undefined);
  await database.close();
});

test('the process’s observer is told of db and superadminDb, from when it is there until it is not', async () => {
  const seen: [text: string, organization: string | null, hasParameters: boolean][] = [];
  const read = () => withTenant(acting, () => db.select({ id: projects.id }).from(projects));
  await read();
  observeStatements({
    statement: ({ text, context, parameters }) =>
      void seen.push([text, context.organizationId, parameters !== undefined]),
  });
  await read();
  await superadminDb.select({ id: organizations.id }).from(organizations);
  observeStatements(undefined);
  await read();
  expect(seen).toEqual([
    [expect.stringContaining('from "projects"'), acting.organizationId, false],
    [expect.stringContaining('from "organizations"'), null, false],
  ]);
});
