import { defaultRoles } from '@startkit/tenancy/policies';
import { OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';
import { describeTarget } from '../../environment/target.ts';
import { ownSchemas } from '../own-schemas.ts';

const contents = `
  with found (place, name) as (
    select 1, n.nspname || '.' || c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.oid in (${ownSchemas})
       and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
                          and d.objid = c.oid and d.deptype = 'e')
    union all
    select 2, n.nspname || '.' || p.proname || '()' from pg_catalog.pg_proc p
      join pg_catalog.pg_namespace n on n.oid = p.pronamespace
     where n.oid in (${ownSchemas})
       and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                          and d.objid = p.oid and d.deptype = 'e')
    union all
    select 3, n.nspname || '.' from pg_catalog.pg_namespace n where n.nspname <> 'public' and n.oid in (${ownSchemas})
       and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_namespace'::pg_catalog.regclass
                          and d.objid = n.oid and d.deptype = 'e')
  )
  select name from found order by place, name limit 6`;

/** @throws OperationError `REFUSED` when there is anything in the database: a restore is never mixed with what is there. */
export async function refuseContents(session: Session): Promise<void> {
  const found = (await session.rows<{ name: string }>(contents)).map(({ name }) => name);
  if (found.length === 0) return;
  const more = found.length > 5 ? ', and more' : '';
  throw new OperationError(
    'REFUSED',
    `${describeTarget(session.target)} is not empty: it holds ${found.slice(0, 5).join(', ')}${more}. Nothing was ` +
      'changed. Restore into a new database; --into NAME makes one.',
  );
}

/**
 * Makes what no dump holds, because it belongs to the server or to the database as a whole: the kit's roles, the migration
 * login's membership in two of them, and the rights that PostgreSQL gives to everybody, which are taken away.
 */
export async function prepareTarget(session: Session): Promise<void> {
  const roles = Object.values(defaultRoles).map((role) => `'${role}'`);
  const { superadmin, definer } = defaultRoles;
  await session.run(`
    do $$
    declare
      role name;
    begin
      foreach role in array array[${roles.join(', ')}]::name[] loop
        if not exists (select from pg_catalog.pg_roles where rolname = role) then
          execute format('create role %I nologin nosuperuser nobypassrls nocreaterole nocreatedb noreplication', role);
        end if;
      end loop;
      foreach role in array array['${superadmin}', '${definer}']::name[] loop
        if not pg_has_role(current_user, role, 'USAGE') then
          execute format('grant %I to current_user', role);
        end if;
      end loop;
      execute format('revoke temporary on database %I from public', current_database());
      revoke create on schema public from public;
    end $$`);
}

/** @throws OperationError `PRIVILEGE_MISSING` when grants or policies of the backup name roles that the server lacks. */
export async function refuseMissingRoles(
  session: Session,
  roles: readonly string[],
): Promise<void> {
  const missing = await session.rows<{ name: string }>(
    `select name from pg_catalog.unnest(pg_catalog.string_to_array($1, ',')) name
      where not exists (select from pg_catalog.pg_roles where rolname = name) order by name`,
    [roles.join(',')],
  );
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  throw new OperationError(
    'PRIVILEGE_MISSING',
    `Grants and policies of the backup name roles that this server lacks: ${names.join(', ')}. Roles belong to the ` +
      `server, and no dump holds them. No table was restored. Make them (create role "${names[0]}" nologin), and run ` +
      'the command again.',
  );
}
