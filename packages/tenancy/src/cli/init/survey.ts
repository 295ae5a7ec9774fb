import type { Catalog } from '../../catalog/catalog.ts';
import { rowsOf, type Queryable } from '../../catalog/queryable.ts';
import { readCatalog } from '../../catalog/read.ts';

/** What a first configuration is guessed from. */
export interface Survey {
  readonly database: string;
  readonly catalog: Catalog;
  /** What roles may do with tables: neither owners of them nor superusers, nor PostgreSQL's own. */
  readonly grants: readonly Grant[];
  /** What policies show all rows, by table and role. */
  readonly openPolicies: readonly { readonly table: string; readonly role: string }[];
  /** Names of settings that policies read, or functions: `app.tenant_id`. */
  readonly settings: readonly string[];
}

export interface Grant {
  /** As SQL writes it. */
  readonly table: string;
  readonly role: string;
  readonly command: 'select' | 'insert' | 'update' | 'delete';
}

/** Reads the catalogs, in a transaction that can only read. */
export async function surveyDatabase(db: Queryable): Promise<Survey> {
  await db.query('begin transaction isolation level repeatable read, read only');
  try {
    await db.query(`set local lock_timeout = '1s'`);
    const catalog = await readCatalog(db, { roles: { tenant: [] } });
    const [row] = await rowsOf<{ name: string }>(
      db,
      'select pg_catalog.current_database()::text as name',
    );
    return {
      database: row?.name ?? '',
      catalog,
      grants: await rowsOf<Grant>(db, grantsSql),
      openPolicies: await rowsOf<Survey['openPolicies'][number]>(db, openPoliciesSql),
      settings: await readSettings(db),
    };
  } finally {
    await db.query('rollback');
  }
}

const grantsSql = `
  select pg_catalog.format('%I.%I', n.nspname, c.relname) as table, r.rolname::text as role,
         pg_catalog.lower(acl.privilege_type) as command
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    cross join lateral pg_catalog.aclexplode(c.relacl) acl
    join pg_catalog.pg_roles r on r.oid = acl.grantee
   where c.relkind in ('r', 'p') and not c.relispartition
     and acl.privilege_type in ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
     and not r.rolsuper and r.rolname not like 'pg\\_%'
     and not exists (select from pg_catalog.pg_class owned
                      where owned.relowner = r.oid and owned.relkind in ('r', 'p'))
   order by 1, 2, 3`;

const openPoliciesSql = `
  select pg_catalog.format('%I.%I', p.schemaname, p.tablename) as table, role::text as role
    from pg_catalog.pg_policies p, pg_catalog.unnest(p.roles) role
   where p.permissive = 'PERMISSIVE' and p.qual = 'true' and p.cmd in ('ALL', 'SELECT')
   order by 1, 2`;

const settingsSql = `
  select p.qual as text from pg_catalog.pg_policies p where p.qual is not null
  union select p.with_check from pg_catalog.pg_policies p where p.with_check is not null
  union select pg_catalog.pg_get_functiondef(f.oid)
    from pg_catalog.pg_proc f
    join pg_catalog.pg_namespace n on n.oid = f.pronamespace
   where f.prokind in ('f', 'p')
     and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
     and not exists (select from pg_catalog.pg_depend d
                      where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objid = f.oid and d.deptype = 'e')`;

async function readSettings(db: Queryable): Promise<readonly string[]> {
  const texts = await rowsOf<{ text: string }>(db, settingsSql);
  const names = texts.flatMap(({ text }) =>
    [...text.matchAll(/current_setting\(\s*'([\w$]+\.[\w$.]+)'/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)].toSorted();
}
