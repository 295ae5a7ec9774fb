import { afterAll, describe, expect, test } from 'vitest';
import { kitSchemaFile, readSchemaFile } from '../../../src/migrations/dump/file.ts';
import { query } from '../support/database.ts';
import { differenceOf, kitDatabase, sentencesOf } from '../support/drift.ts';
import { code, grants, policies } from './kit-access-drifts.ts';
import { columns, constraints, tables } from './kit-drifts.ts';
import { expectMended, expectSaid, sharedDatabase } from './spoil.ts';
import { testServer } from '../../support/test-server.ts';

const expected = readSchemaFile(kitSchemaFile());
const database = sharedDatabase(() => kitDatabase(testServer()));
// Roles are the server's: the next test file finds them as they were.
afterAll(() => query(testServer(), 'alter role startkit_portal nobypassrls nologin'));

test('a database that was migrated is what the schema says', async () => {
  expect(sentencesOf(await differenceOf(database().session, expected))).toEqual([]);
});

describe.each(Object.entries({ columns, tables, constraints, policies, grants, code }))(
  '%s',
  (_, drifts) => {
    test.each(drifts)('$name', async ({ sql, mendedBy, ...drift }) => {
      const { session, admin } = database();
      await admin.run(sql);
      const spoilt = await expectSaid(session, expected, drift);
      await expectMended(session, expected, spoilt.sql, mendedBy === 'superuser' ? admin : session);
    });
  },
);
