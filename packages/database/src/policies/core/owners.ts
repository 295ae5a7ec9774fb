import { staffActs } from '../staff.ts';

/*
 * Owners: only an owner makes, changes or removes one, and an organization always keeps an active one.
 * Staff (startkit_superadmin) may do the first; the second binds everybody.
 */

// A context without a user is the tenant's system, or code that forgot the user: no owner either way.
const guardOwners = `
create or replace function app.guard_owners() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  if not ${staffActs} and (app.current_user_id() is null or not app.member_can('owner')) then
    raise exception 'only an owner may make, change or remove an owner' using errcode = '42501';
  end if;
  return coalesce(new, old);
end
$function$;`;

/*
 * At the end of the transaction. The lock makes two owners who leave at once take turns; the second then sees what
 * the first committed, but under READ COMMITTED only, so nothing else will do. An organization of which staff
 * delete every member is being deleted itself. It reads with the rights of whoever changed the row: where those
 * show no owner, it refuses.
 */
const keepOwner = `
create or replace function app.keep_owner() returns pg_catalog.trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $function$
begin
  if tg_op = 'UPDATE' and new.role = 'owner' and new.status = 'active'
    and new.organization_id = old.organization_id
  then
    return null;
  end if;
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'owners are changed in a transaction that is READ COMMITTED' using errcode = '25001';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('app.keep_owner ' || old.organization_id, 0));
  if exists (select from public.organization_members m join public.users u on u.id = m.user_id
    where m.organization_id = old.organization_id and m.role = 'owner' and m.status = 'active'
      and u.status = 'active' and u.deleted_at is null)
  then
    return null;
  end if;
  if ${staffActs} and not exists (select from public.organization_members m
    where m.organization_id = old.organization_id)
  then
    return null;
  end if;
  raise exception 'an organization keeps at least one active owner: make another member an owner first'
    using errcode = '23514', table = 'organization_members', constraint = 'organization_members_keep_owner';
end
$function$;`;

/** The functions and triggers, as repeatable statements. */
export const ownerRules: readonly string[] = [
  guardOwners.trim(),
  keepOwner.trim(),
  'revoke execute on function app.guard_owners(), app.keep_owner() from public;',
  ...['insert', 'update', 'delete'].map(
    (command) =>
      `create or replace trigger guard_owners_${command} before ${command} on organization_members for each row when (${ownerIn(command)}) execute function app.guard_owners();`,
  ),
  'drop trigger if exists keep_owner on organization_members;',
  `create constraint trigger keep_owner after update or delete on organization_members deferrable initially deferred for each row when (old.role = 'owner' and old.status = 'active') execute function app.keep_owner();`,
  // Whoever accepts it becomes one.
  `create or replace trigger guard_owners before insert or update on invitations for each row when (new.role = 'owner') execute function app.guard_owners();`,
];

function ownerIn(command: string): string {
  const rows = { insert: ['new'], update: ['old', 'new'], delete: ['old'] }[command] ?? [];
  return rows.map((row) => `${row}.role = 'owner'`).join(' or ');
}
