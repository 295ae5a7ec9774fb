import type { Queryable } from '../../catalog/queryable.ts';
import { found, optional } from '../../catalog/read/found.ts';
import { grantee } from './sql.ts';
import type { SurveyColumn, SurveyGrant, SurveyTable, SurveyTrigger } from './survey.ts';

/** Tables that are nobody's but the project's: not the system's, and no extension's. */
export const ownTables = `(
  select c.*, n.nspname
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and c.relpersistence <> 't'
     and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'tenancy_convert')
     and not exists (select from pg_depend d
                      where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'))`;

type TableFacts = Omit<
  SurveyTable,
  'columns' | 'indexes' | 'foreignKeys' | 'triggers' | 'sequences' | 'grants'
>;
type Of<T> = T & { readonly table: number };
type TableRow = Omit<TableFacts, 'partitionOf'> & { readonly partitionOf: number | null };

// What a partitioned table holds is what its partitions hold.
const holds = (sum: string) => `
  (select ${sum} from pg_partition_tree(c.oid) p join pg_class leaf on leaf.oid = p.relid where p.isleaf)`;

export async function readTables(db: Queryable): Promise<readonly TableFacts[]> {
  const rows = await found<TableRow>(
    db,
    `select c.oid::bigint, c.nspname::text as schema, c.relname::text as name,
            format('%I.%I', c.nspname, c.relname) as ident, quote_ident(c.nspname) as "quotedSchema",
            case c.relkind when 'p' then 'partitioned' else 'table' end as kind,
            pg_get_userbyid(c.relowner)::text as owner,
            case when c.relispartition then (select i.inhparent::bigint from pg_inherits i where i.inhrelid = c.oid) end as "partitionOf",
            exists (select from pg_inherits i join pg_class child on child.oid = i.inhrelid
                     where c.oid in (i.inhparent, i.inhrelid) and not child.relispartition) as inherits,
            c.reloftype <> 0 as "ofType",
            array(select format('%I.%I.%I', hn.nspname, h.relname, a.attname)
                    from pg_type t
                    join pg_attribute a on a.atttypid in (t.oid, t.typarray) and not a.attisdropped
                    join pg_class h on h.oid = a.attrelid and h.relkind in ('r', 'p', 'm')
                    join pg_namespace hn on hn.oid = h.relnamespace
                   where t.oid = c.reltype order by 1) as "rowsHeldIn",
            case c.relkind when 'p' then coalesce(${holds('sum(greatest(leaf.reltuples, 0))')}, 0)
                 else greatest(c.reltuples, 0) end::bigint as rows,
            case c.relkind when 'p' then coalesce(${holds('sum(pg_table_size(leaf.oid))')}, 0)
                 else pg_table_size(c.oid) end::bigint as bytes,
            c.relrowsecurity as "rowSecurity", c.relforcerowsecurity as forced,
            array(select polname::text from pg_policy where polrelid = c.oid order by 1) as policies,
            exists (select from pg_publication_tables p where p.schemaname = c.nspname and p.tablename = c.relname) as published,
            case c.relreplident when 'd' then 'default' when 'n' then 'nothing' when 'f' then 'full' else 'index' end
              as "replicaIdentity",
            array(select r.rulename::text from pg_rewrite r where r.ev_class = c.oid order by 1) as rules,
            array(select k.conname::text from pg_constraint k
                   where k.conrelid = c.oid and k.conparentid = 0
                     and (k.contype = 'x' or k.contype in ('p', 'u') and coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false))
                   order by 1) as exclusions
       from ${ownTables} c
      order by c.nspname, c.relname`,
  );
  return rows.map(({ partitionOf, ...row }) => ({ ...row, partitionOf: optional(partitionOf) }));
}

export function readColumns(db: Queryable): Promise<readonly Of<SurveyColumn>[]> {
  return found(
    db,
    `select a.attrelid::bigint as table, a.attname::text as name, quote_ident(a.attname) as ident,
            format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull", a.attgenerated <> '' as generated,
            case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as default
       from pg_attribute a
       join ${ownTables} c on c.oid = a.attrelid
       left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attnum > 0 and not a.attisdropped
      order by a.attrelid, a.attnum`,
  );
}

/** Of tgtype, bit 8 is DELETE and bit 16 UPDATE. */
export function readTriggers(db: Queryable): Promise<readonly Of<SurveyTrigger>[]> {
  return found(
    db,
    `select t.tgrelid::bigint as table, t.tgname::text as name, t.tgenabled::text as enabled, (t.tgtype & 16) <> 0 as "onUpdate",
            (t.tgtype & 8) <> 0 as "onDelete", t.tgqual is null and t.tgattr = ''::int2vector as unconditional, p.prosrc as source
       from pg_trigger t
       join pg_proc p on p.oid = t.tgfoid
       join ${ownTables} c on c.oid = t.tgrelid
      where not t.tgisinternal
      order by t.tgrelid, t.tgname`,
  );
}

/** Sequences that columns own, and those that their defaults draw from. */
export function readSequences(db: Queryable): Promise<readonly Of<{ sequence: string }>[]> {
  return found(
    db,
    `select distinct c.oid::bigint as table, format('%I.%I', n.nspname, s.relname) as sequence
       from ${ownTables} c
       join (select d.refobjid as "table", d.objid as sequence
               from pg_depend d
              where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.deptype in ('a', 'i')
              union
             select def.adrelid, d.refobjid
               from pg_attrdef def
               join pg_depend d on d.classid = 'pg_attrdef'::regclass and d.objid = def.oid and d.refclassid = 'pg_class'::regclass
            ) uses on uses."table" = c.oid
       join pg_class s on s.oid = uses.sequence and s.relkind = 'S'
       join pg_namespace n on n.oid = s.relnamespace
      order by 1, 2`,
  );
}

/** On the table, and on columns of it. */
export function readGrants(db: Queryable): Promise<readonly Of<SurveyGrant>[]> {
  return found(
    db,
    `select distinct c.oid::bigint as table,
            ${grantee} as role, a.privilege_type as privilege
       from ${ownTables} c
       cross join lateral (
         select * from aclexplode(c.relacl)
         union all
         select x.* from pg_attribute col, aclexplode(col.attacl) x where col.attrelid = c.oid) a
      where a.grantee <> c.relowner
      order by 1, 2, 3`,
  );
}
