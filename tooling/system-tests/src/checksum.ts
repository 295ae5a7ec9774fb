import { query } from './query.ts';

/** What there is in a database's catalogs, with the transaction that wrote each row: a rewrite shows as well. */
const catalogs: Readonly<Record<string, string>> = {
  roles: 'pg_authid',
  memberships: 'pg_auth_members',
  settings: 'pg_db_role_setting',
  schemas: 'pg_namespace',
  functions: 'pg_proc',
  columns: 'pg_attribute',
  defaults: 'pg_attrdef',
  constraints: 'pg_constraint',
  indexes: 'pg_index',
  triggers: 'pg_trigger',
  policies: 'pg_policy',
  types: 'pg_type',
  comments: 'pg_description',
  dependencies: 'pg_depend',
  defaultPrivileges: 'pg_default_acl',
};

// Of these, only what was decided: counts and freeze limits are written by vacuum and analyze, and
// db:provision repeats its grants on the database.
const databases = `select oid, datname, datdba, datacl, datconnlimit from pg_database`;
const relations = `select oid, relname, relnamespace, relowner, relkind, relrowsecurity, relforcerowsecurity,
  relacl, reloptions, relfilenode from pg_class where relpersistence = 'p'`;

/**
 * A checksum of every part of a database: its catalogs, and each table's rows.
 *
 * @param url the superuser's connection string.
 */
export async function checksums(url: string): Promise<Readonly<Record<string, string>>> {
  const result: Record<string, string> = {
    relations: await checksum(url, relations),
    databases: await checksum(url, databases),
  };
  for (const [name, catalog] of Object.entries(catalogs)) {
    result[name] = await checksum(url, `select xmin, * from ${catalog}`);
  }
  const tables = await query<{ name: string }>(
    url,
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = relnamespace
     where relkind = 'r' and nspname not like 'pg\\_%' and nspname <> 'information_schema' order by 1`,
  );
  for (const { name } of tables) {
    result[`rows of ${name}`] = await checksum(url, `select xmin, * from ${name}`);
  }
  return result;
}

async function checksum(url: string, rows: string): Promise<string> {
  const [row] = await query<{ sum: string }>(
    url,
    `select count(*) || ' ' || md5(coalesce(string_agg(r::text, e'\\n' order by r::text), '')) as sum
     from (${rows}) r`,
  );
  return row?.sum ?? '';
}
