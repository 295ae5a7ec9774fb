import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getTableName } from 'drizzle-orm';
import { generateDrizzleJson } from 'drizzle-kit/api';
import { expect, test } from 'vitest';
import * as schema from '../../src/schema/index.ts';
import { tables } from './tables.ts';

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

test('every table is enabled and forced', () => {
  const sql = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .map(read)
    .join('\n');
  const open = tables
    .map(getTableName)
    .filter((name) =>
      ['ENABLE', 'FORCE'].some(
        (word) => !sql.includes(`ALTER TABLE "${name}" ${word} ROW LEVEL SECURITY;`),
      ),
    );
  expect(open, 'tables open to whoever is granted them').toEqual([]);
});
