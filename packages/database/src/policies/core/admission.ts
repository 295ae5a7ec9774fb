import { type LookupFunction, searchPath } from '@startkit/tenancy/policies';

/*
 * Whom a unit may run for; app.enter_context calls it once the context is set. It says no before the unit's
 * first statement, so policies need not ask again: of an organization that one has no business in, not even
 * the number of rows is told.
 *
 * A superadmin is judged by the login as well as by the flag, which alone proves nothing. PL/pgSQL, because it keeps
 * its plan for the session; no string, date or "= null" in it means something else under other settings.
 */
export const admitFunction: LookupFunction = {
  signature: 'app.admit()',
  executableBy: ['app', 'portal', 'superadmin'],
  sql: `
create or replace function app.admit() returns pg_catalog.void
  language plpgsql stable parallel safe security definer set search_path = ${searchPath}
as $function$
declare
  message pg_catalog.text := app.context(); -- read once: each reading verifies the signature
  organization pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 4), '')::pg_catalog.uuid;
  acting pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 5), '')::pg_catalog.uuid;
  portal_user pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 6), '')::pg_catalog.uuid;
  is_superadmin pg_catalog.bool := pg_catalog.split_part(message, ',', 7) = 'true';
begin
  if acting is null then
    -- The system has no user: it also works where nobody else may, to purge.
    if portal_user is not null and not exists (select from public.portal_users p
      join public.customers c on c.organization_id = p.organization_id and c.id = p.customer_id
      join public.organizations o on o.id = p.organization_id
      where p.organization_id = organization and p.id = portal_user and p.status = 'active'
        and c.status = 'active' and o.status = 'active' and o.deleted_at is null)
    then
      raise exception 'the portal user is not an active one of this organization' using errcode = 'TN003';
    end if;
  elsif is_superadmin then
    if not pg_has_role(session_user, 'startkit_superadmin', 'USAGE') or not exists (select from public.users u
      where u.id = acting and u.is_superadmin and u.status = 'active' and u.deleted_at is null)
    then
      raise exception 'the user is not an active superadmin' using errcode = 'TN003';
    end if;
  elsif organization is null then
    if not exists (select from public.users u
      where u.id = acting and u.status = 'active' and u.deleted_at is null)
    then
      raise exception 'the user is not active' using errcode = 'TN003';
    end if;
  elsif not exists (select from public.organization_members m
      join public.users u on u.id = m.user_id
      join public.organizations o on o.id = m.organization_id
    where m.organization_id = organization and m.user_id = acting and m.status = 'active'
      and u.status = 'active' and u.deleted_at is null
      and o.status = 'active' and o.deleted_at is null)
  then
    raise exception 'the user is not an active member of this organization' using errcode = 'TN003';
  end if;
end
$function$;`,
};
