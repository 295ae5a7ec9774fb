import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { check } from '../../src/check.ts';
import type { ConversionConfig } from '../../src/convert/config/config.ts';
import { tenancyConfigOf } from '../../src/convert/files/tenancy-config.ts';
import { countTables, isConverted } from '../../src/convert/verify/verify.ts';
import { converting, secret, type Converting } from './support/converting.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';
import { changes, dataSnapshot, schemaSnapshot } from './support/snapshot.ts';
import { createTorture, tortureRoles } from './support/torture.ts';

/** What `check` says of the database as it was made, and no conversion changes. */
const ofItsOwn = [
  '0019 public.uuids',
  '0012 public.by_index.by_index_code_number_fkey',
  '0012 public.journeys.journeys_from_fkey',
  '0012 public.journeys.journeys_to_fkey',
  '0012 public.match_simple.match_simple_continent_number_fkey',
  '0012 public.set_null_of_one_column.set_null_of_one_column_fkey',
  '0038 public.events.events_disabled',
  '0038 public.replicated.replicated_replica',
  '0041 public.checked.checked_quantity',
  '0041 public.not_valid.not_valid_fkey',
];

let database: FreshDatabase;
let conversion: Converting | undefined;

beforeEach(async () => {
  database = await freshDatabase();
  await createTorture(database.url);
  // What cannot be converted, and is said beforehand: see obstacles.test.ts.
  await database.run(`
    alter table on_delete_set_null drop constraint on_delete_set_null_region_id_fkey;
    alter table on_delete_set_default drop constraint on_delete_set_default_region_id_fkey`);
});
afterEach(async () => {
  conversion?.close();
  await database.close();
});

/** Everything is a tenant's but the countries. */
async function configFor(): Promise<ConversionConfig> {
  const rows = await database.run(`
    select case n.nspname when 'public' then quote_ident(c.relname) else format('%I.%I', n.nspname, c.relname) end as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`);
  const names = rows.map(({ name }) => String(name));
  return {
    tables: Object.fromEntries(
      names.map((name) => [name, name === 'countries' ? 'global' : 'tenant']),
    ),
    legacy: { roles: Object.values(tortureRoles) },
    accept: ['granted-to-everybody:public.uuids'],
  };
}

describe('a database with all that a real one has', () => {
  test('is converted, and taken back to what it was', async () => {
    const schemaBefore = await schemaSnapshot(database.admin);
    const dataBefore = await dataSnapshot(database.admin);
    conversion = await converting(database.url, await configFor());
    expect(conversion.plan.obstacles.filter(({ level }) => level === 'error')).toEqual([]);
    await conversion.run();
    const counts = await countTables(database.admin, conversion.written.about);
    expect(counts.filter((count) => !isConverted(count))).toEqual([]);
    const report = await check(database.admin, tenancyConfigOf(conversion.written.about, secret));
    const grave = report.findings.filter(({ severity }) => severity !== 'note');
    expect(grave.map(({ rule, object }) => `${rule} ${object}`)).toEqual(ofItsOwn);
    await conversion.rollBack();
    expect(changes(schemaBefore, await schemaSnapshot(database.admin))).toEqual([]);
    expect(changes(dataBefore, await dataSnapshot(database.admin))).toEqual([]);
  });
});
