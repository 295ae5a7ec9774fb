import type { Queryable } from '../../../src/check.ts';

/** What autovacuum changes by itself, as it does pg_statistic. */
const estimates = `- 'relpages' - 'reltuples' - 'relallvisible' - 'relallfrozen' - 'relfrozenxid' - 'relminmxid'`;

const catalogs = [
  'pg_class',
  'pg_attribute',
  'pg_attrdef',
  'pg_constraint',
  'pg_trigger',
  'pg_policy',
  'pg_rewrite',
  'pg_proc',
  'pg_type',
  'pg_namespace',
  'pg_authid',
  'pg_auth_members',
  'pg_db_role_setting',
  'pg_default_acl',
  'pg_database',
  'pg_largeobject_metadata',
];

/** All that is stored: every row of every table, with its place, and the catalogs. Not where sequences are. */
export async function dump(db: Queryable): Promise<Readonly<Record<string, readonly string[]>>> {
  const { rows } = await db.query(`
    select c.oid::regclass::text as name from pg_class c
     where c.relkind in ('r', 'm') and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
       and not c.relnamespace::regnamespace::text like 'pg_toast%' order by 1`);
  const all: Record<string, readonly string[]> = {};
  for (const { name } of rows as { name: string }[]) {
    all[name] = await texts(db, `select ctid::text || t::text as text from ${name} t order by 1`);
  }
  for (const name of catalogs) {
    const minus =
      name === 'pg_class'
        ? estimates
        : name === 'pg_database'
          ? `- 'datfrozenxid' - 'datminmxid'`
          : '';
    const own = name === 'pg_database' ? 'where datname = current_database()' : '';
    all[name] = await texts(
      db,
      `select (to_jsonb(t) ${minus})::text as text from pg_catalog.${name} t ${own} order by 1`,
    );
  }
  return all;
}

async function texts(db: Queryable, sql: string): Promise<readonly string[]> {
  const { rows } = await db.query(sql);
  return (rows as { text: string }[]).map(({ text }) => text);
}

/** What differs between two dumps, by table: rows that are gone with "-", new ones with "+". */
export function differences(
  before: Readonly<Record<string, readonly string[]>>,
  after: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const [old, now] = [new Set(before[name]), new Set(after[name])];
    return [
      ...[...old].filter((row) => !now.has(row)).map((row) => `- ${name} ${row}`),
      ...[...now].filter((row) => !old.has(row)).map((row) => `+ ${name} ${row}`),
    ];
  });
}
