import { searchPath, type DefinerAccess, type LookupFunction } from '@startkit/tenancy/policies';

/** The customer of the acting portal user; null where none acts. Runs once a statement, as (select app.portal_customer_id()). */
export const portalCustomerFunction: LookupFunction = {
  signature: 'app.portal_customer_id()',
  executableBy: ['portal'],
  sql: `
create or replace function app.portal_customer_id() returns pg_catalog.uuid
  language plpgsql stable parallel safe security definer set search_path = ${searchPath}
as $function$
declare
  message pg_catalog.text := app.context(); -- read once: each reading verifies the signature
  organization pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 4), '')::pg_catalog.uuid;
  acting pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 6), '')::pg_catalog.uuid;
begin
  return (select p.customer_id from public.portal_users p
    where p.organization_id = organization and p.id = acting and p.status = 'active');
end
$function$;`,
};

/** The tier of that customer: whose price list a portal user sees. */
export const portalTierFunction: LookupFunction = {
  signature: 'app.portal_tier()',
  executableBy: ['portal'],
  sql: `
create or replace function app.portal_tier() returns pg_catalog.text
  language plpgsql stable parallel safe security definer set search_path = ${searchPath}
as $function$
declare
  message pg_catalog.text := app.context(); -- read once: each reading verifies the signature
  organization pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 4), '')::pg_catalog.uuid;
  acting pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 6), '')::pg_catalog.uuid;
begin
  return (select c.tier from public.portal_users p
    join public.customers c on c.organization_id = p.organization_id and c.id = p.customer_id
    where p.organization_id = organization and p.id = acting and p.status = 'active');
end
$function$;`,
};

export const portalDefinerAccess: readonly DefinerAccess[] = [
  {
    table: 'portal_users',
    columns: ['organization_id', 'id', 'customer_id', 'status'],
    using: 'organization_id = (select app.current_org_id())',
  },
  {
    table: 'customers',
    columns: ['organization_id', 'id', 'status', 'tier'],
    using: 'organization_id = (select app.current_org_id())',
  },
];
