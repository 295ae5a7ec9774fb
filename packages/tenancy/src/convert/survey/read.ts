import { groupBy } from '../../catalog/read/found.ts';
import { rowsOf, type Queryable } from '../../catalog/queryable.ts';
import { readForeignKeys } from './foreign-keys.ts';
import { readIndexes } from './indexes.ts';
import { readRoutines } from './routines.ts';
import { readRoles, readSession } from './roles.ts';
import { grantee } from './sql.ts';
import type { Survey } from './survey.ts';
import { readColumns, readGrants, readSequences, readTables, readTriggers } from './tables.ts';
import { readViews } from './views.ts';

/**
 * Reads all that a conversion stands on, in one transaction that only reads.
 *
 * @param db one connection, outside a transaction, as a role that may read the catalogs.
 * @throws Error of the server.
 */
export async function surveyForConversion(db: Queryable): Promise<Survey> {
  await db.query('begin transaction isolation level repeatable read, read only');
  try {
    await db.query(`set local search_path = pg_catalog, pg_temp`);
    await db.query(`set local quote_all_identifiers = off`);
    return await survey(db);
  } finally {
    await db.query('rollback');
  }
}

async function survey(db: Queryable): Promise<Survey> {
  const tables = await readTables(db);
  const columns = groupBy(await readColumns(db), ({ table }) => table);
  const indexes = groupBy(await readIndexes(db), ({ table }) => table);
  const foreignKeys = groupBy(await readForeignKeys(db), ({ table }) => table);
  const triggers = groupBy(await readTriggers(db), ({ table }) => table);
  const sequences = groupBy(await readSequences(db), ({ table }) => table);
  const grants = groupBy(await readGrants(db), ({ table }) => table);
  const of = <T extends object>(groups: ReadonlyMap<number, T[]>, oid: number) =>
    (groups.get(oid) ?? []).map((row) => without(row, 'table'));
  return {
    ...(await readFacts(db)),
    tables: tables.map((table) => ({
      ...table,
      columns: of(columns, table.oid),
      indexes: of(indexes, table.oid),
      foreignKeys: of(foreignKeys, table.oid),
      triggers: of(triggers, table.oid),
      sequences: (sequences.get(table.oid) ?? []).map(({ sequence }) => sequence),
      grants: of(grants, table.oid),
    })),
    views: await readViews(db),
    routines: await readRoutines(db),
    roles: await readRoles(db),
    session: await readSession(db),
  };
}

function without<T extends object, K extends string>(row: T, key: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== key)) as Omit<T, K>;
}

type Facts = Pick<
  Survey,
  'version' | 'database' | 'schemas' | 'takenNames' | 'eventTriggers' | 'appSchema' | 'rights'
>;

async function readFacts(db: Queryable): Promise<Facts> {
  const [row] = await rowsOf<{ facts: string }>(
    db,
    `select json_build_object(
       'version', current_setting('server_version_num')::int,
       'database', current_database(),
       'schemas', (select json_agg(nspname order by nspname) from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'),
       'takenNames', (select coalesce(json_agg(distinct name), '[]') from (
         select relname as name from pg_class where oid >= 16384 union all select conname from pg_constraint where oid >= 16384
         union all select typname from pg_type where oid >= 16384 union all select proname from pg_proc where oid >= 16384
         union all select tgname from pg_trigger where not tgisinternal) taken),
       'eventTriggers', array(select evtname from pg_event_trigger e where e.evtenabled <> 'D' and not exists (
         select from pg_depend d where d.classid = 'pg_event_trigger'::regclass and d.objid = e.oid and d.deptype = 'e') order by 1),
       'appSchema', (select json_build_object('owner', pg_get_userbyid(n.nspowner),
           'creators', array(select ${grantee} from aclexplode(n.nspacl) a where a.privilege_type = 'CREATE' and a.grantee <> n.nspowner order by 1),
           'relations', array(select c.relname from pg_class c where c.relnamespace = n.oid order by 1))
         from pg_namespace n where n.nspname = 'app'),
       'rights', json_build_object(
         'temporary', array(select ${grantee} from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) a
                             where d.datname = current_database() and a.privilege_type = 'TEMPORARY' order by 1),
         'createInPublic', array(select ${grantee} from pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) a
                                  where n.nspname = 'public' and a.privilege_type = 'CREATE' order by 1)))::text as facts`,
  );
  return JSON.parse(row?.facts ?? '{}') as Facts;
}
