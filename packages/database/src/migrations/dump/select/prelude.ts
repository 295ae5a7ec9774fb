import { notExtended } from '../sql.ts';

/*
 * $1: the oid of the migrator. $2: the schemas to read, one a line, as SQL writes them; null for all but the system's.
 * The journal and what the runner notes about the database are not of the schema: they say what was done to it.
 */
export const prelude = `
  who as materialized (select $1::oid as migrator),
  namespaces as materialized (
    select n.*, quote_ident(n.nspname) as id
      from pg_namespace n
     where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'drizzle')
       and ${notExtended('pg_namespace', 'n.oid')}
  ), looked as materialized (
    select n.* from namespaces n
     where $2::text is null or n.id in (select string_to_table($2::text, E'\\n'))
  ), relations as materialized (
    select c.*, format('%s.%I', n.id, c.relname) as id,
           case when c.relkind in ('v', 'm') then 'view' else 'table' end as kind
      from pg_class c join looked n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'f', 'v', 'm') and ${notExtended('pg_class', 'c.oid')}
       and format('%s.%I', n.id, c.relname) not in ('app.rls_state', 'app.pushed_schema')
  )`;
