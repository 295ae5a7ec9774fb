import { type LookupFunction, searchPath } from '@startkit/tenancy/policies';
import { memberRoleOrder } from '../../schema/index.ts';

const roleOrder = `array[${memberRoleOrder.map((role) => `'${role}'`).join(', ')}]::pg_catalog.text[]`;

/*
 * What policies need to know beyond the context. Each runs once a statement, as (select app.fn()), with
 * the rights of startkit_definer: it reads memberships without passing through their own policies, which
 * would recurse.
 */
export const lookupFunctions: readonly LookupFunction[] = [
  {
    // No member acts (a job, a webhook): the tenant's own system may. Otherwise an active membership decides; a role
    // that no member can have ('system') is no member's to reach. The trigger that refuses a viewer's DELETE asks it of
    // portal users as well: policies of their own bind them.
    signature: 'app.member_can(text)',
    executableBy: ['app', 'portal', 'superadmin'],
    sql: `
create or replace function app.member_can(least_role pg_catalog.text) returns pg_catalog.bool
  language plpgsql stable parallel safe security definer set search_path = ${searchPath}
as $function$
declare
  message pg_catalog.text := app.context(); -- read once: each reading verifies the signature
  organization pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 4), '')::pg_catalog.uuid;
  acting pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 5), '')::pg_catalog.uuid;
begin
  return acting is null or exists (
    select from public.organization_members m
    where m.organization_id = organization and m.user_id = acting and m.status = 'active'
      and pg_catalog.array_position(${roleOrder}, m.role)
        >= pg_catalog.array_position(${roleOrder}, least_role));
end
$function$;`,
  },
  {
    // Inside an organization: that one. Before choosing: those the user is an active member of.
    signature: 'app.visible_org_ids()',
    executableBy: ['app'],
    sql: `
create or replace function app.visible_org_ids() returns pg_catalog.uuid[]
  language sql stable parallel safe security definer set search_path = ${searchPath}
begin atomic
  select case when (select app.current_org_id()) is not null then array[(select app.current_org_id())]
    else array(select m.organization_id from public.organization_members m
      where m.user_id = (select app.current_user_id()) and m.status = 'active') end;
end;`,
  },
  {
    // Oneself; inside an organization also its members, the former ones too: rows refer to them.
    signature: 'app.visible_user_ids()',
    executableBy: ['app'],
    sql: `
create or replace function app.visible_user_ids() returns pg_catalog.uuid[]
  language sql stable parallel safe security definer set search_path = ${searchPath}
begin atomic
  select array(select c.acting from (select app.current_user_id() as acting) c where c.acting is not null
    union select m.user_id from public.organization_members m
      where m.organization_id = (select app.current_org_id()));
end;`,
  },
];
