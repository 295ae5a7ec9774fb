/**
 * The schemas that a snapshot is of ($1: only these, $2: not these), and what belongs to an extension: CREATE EXTENSION
 * brings that, no dump prints it.
 */
export const prelude = `
with chosen as materialized (
  select oid, nspname from pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
    and ($1::text[] is null or nspname = any($1)) and nspname <> all($2::text[])),
members as materialized (select classid, objid from pg_depend where deptype = 'e')`;

/** A condition: the row of `catalog` with this oid is no extension's. */
export const isOwn = (catalog: string, oid: string): string =>
  `not exists (select from members m where m.classid = '${catalog}'::regclass and m.objid = ${oid})`;

/** An object of pairs without those that say nothing. */
export const json = (pairs: Readonly<Record<string, string>>): string =>
  `jsonb_strip_nulls(jsonb_build_object(${Object.entries(pairs)
    .map(([key, value]) => `'${key}', ${value}`)
    .join(', ')}))`;
