import { OperationError } from '../environment/errors.ts';
import type { Session } from '../environment/session.ts';
import { ownSchemas } from './own-schemas.ts';

/*
 * Row-Level Security leaves rows out without a word: what cannot be seen would be missing from a backup, or left behind by
 * an erasure. So the login must be one that sees every row of every table: no policy binds it there, or one that lets
 * everything through, and none that restricts.
 */
const query = `
  with own_policies as (
    select p.polrelid, p.polpermissive, pg_catalog.pg_get_expr(p.polqual, p.polrelid) = 'true' as open
      from pg_catalog.pg_policy p
     where p.polcmd in ('r', '*') and exists (
       select from pg_catalog.unnest(p.polroles) role
        where role = 0 or pg_catalog.pg_has_role(current_user, role, 'USAGE'))
  )
  select pg_catalog.format('%I.%I', n.nspname, c.relname) as name,
         pg_catalog.has_schema_privilege(n.oid, 'USAGE')
           and pg_catalog.has_table_privilege(c.oid, 'SELECT') as readable
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and n.oid in (${ownSchemas})
     and c.oid <> all (select t::pg_catalog.regclass::pg_catalog.oid
                         from pg_catalog.string_to_table($1, ',') t
                        where pg_catalog.to_regclass(t) is not null)
     and (not pg_catalog.has_schema_privilege(n.oid, 'USAGE')
       or not pg_catalog.has_table_privilege(c.oid, 'SELECT')
       or pg_catalog.row_security_active(c.oid) and (
            not exists (select from own_policies where polrelid = c.oid and polpermissive and open)
         or exists (select from own_policies where polrelid = c.oid and not polpermissive)))
   order by 1`;

/**
 * Refuses a login that does not see every row.
 *
 * @param leftOut tables that do not matter, "app.context_keys".
 * @throws OperationError `PRIVILEGE_MISSING`, with the tables.
 */
export async function refuseHiddenRows(
  session: Session,
  leftOut: readonly string[] = [],
): Promise<void> {
  const tables = await session.rows<{ name: string; readable: boolean }>(query, [
    leftOut.join(','),
  ]);
  if (tables.length === 0) return;
  const listed = tables.map(
    ({ name, readable }) => `  ${name}: ${readable ? 'its policies hide rows' : 'may not be read'}`,
  );
  throw new OperationError(
    'PRIVILEGE_MISSING',
    `${session.target.login} does not see every row, and what it does not see would be missing:\n` +
      `${listed.join('\n')}\nNothing was done. Declare the tables and run db:apply-rls, which lets ` +
      'startkit_backup and the migration login read them.',
  );
}
