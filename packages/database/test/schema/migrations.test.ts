import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDrizzleJson } from 'drizzle-kit/api';
import { expect, test } from 'vitest';
import { kitMigrations } from '../../src/migrations/index.ts';
import { compileDatabasePolicies } from '../../src/policies.ts';
import * as schema from '../../src/schema/index.ts';

const folder = join(import.meta.dirname, '../../src/migrations/sql');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

test('the migrations are up to date with the schema', () => {
  const newest = readdirSync(join(folder, 'meta'))
    .filter((name) => name.endsWith('_snapshot.json'))
    .toSorted()
    .at(-1);
  const { id: _, prevId: __, ...migrated } = JSON.parse(read(`meta/${newest}`)) as Snapshot;
  const { id: ___, prevId: ____, ...wanted } = generateDrizzleJson({ ...schema }) as Snapshot;
  expect(JSON.parse(JSON.stringify(wanted)), 'run pnpm db:generate').toEqual(migrated);
});

interface Snapshot {
  readonly id: string;
  readonly prevId: string;
}

test('rls.sql is what the declarations say', () => {
  const committed = readFileSync(kitMigrations().rlsFile, 'utf8');
  expect(committed === compileDatabasePolicies(), 'run pnpm db:generate').toBe(true);
});
