import { type LookupFunction, searchPath } from '@startkit/tenancy/policies';

const acting = `
  message pg_catalog.text := app.context(); -- read once: each reading verifies the signature
  organization pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 4), '')::pg_catalog.uuid;
  acting pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 5), '')::pg_catalog.uuid;`;

/** A share of canvas `c` with the acting member. */
const isShared = `exists (select from public.canvas_shares s
        where s.organization_id = organization and s.canvas_id = c.id and s.user_id = acting)`;

/*
 * Which canvases the acting member has a right to. Each runs once a statement, as (select app.fn()), with the rights of
 * startkit_definer. A context without a user is the tenant's own system: it sees, saves and shares every canvas of its
 * organization. Former members have no context to act in.
 */
export const canvasLookups: readonly LookupFunction[] = [
  {
    // Not those of the system: it needs no shares.
    signature: 'app.shared_canvas_ids(text)',
    executableBy: ['app'],
    sql: `
create or replace function app.shared_canvas_ids(least_permission pg_catalog.text) returns pg_catalog.uuid[]
  language plpgsql stable parallel safe security definer set search_path = ${searchPath}
as $function$
declare${acting}
begin
  return array(select s.canvas_id from public.canvas_shares s
    where s.organization_id = organization and s.user_id = acting
      and (least_permission = 'view' or s.permission = least_permission));
end
$function$;`,
  },
  {
    // What the policy of canvases lets through, for the rows that hang on them.
    signature: 'app.visible_canvas_ids()',
    executableBy: ['app'],
    sql: `
create or replace function app.visible_canvas_ids() returns pg_catalog.uuid[]
  language plpgsql stable parallel safe security definer set search_path = ${searchPath}
as $function$
declare${acting}
begin
  return array(select c.id from public.canvases c
    where c.organization_id = organization
      and (c.deleted_at is null or (select app.with_deleted()))
      and (acting is null or c.visibility = 'organization' or c.created_by = acting or ${isShared}));
end
$function$;`,
  },
  {
    // Whoever may share it: its creator, or an admin who sees it.
    signature: 'app.governed_canvas_ids()',
    executableBy: ['app'],
    sql: `
create or replace function app.governed_canvas_ids() returns pg_catalog.uuid[]
  language plpgsql stable parallel safe security definer set search_path = ${searchPath}
as $function$
declare${acting}
  is_admin pg_catalog.bool := app.member_can('admin');
begin
  return array(select c.id from public.canvases c
    where c.organization_id = organization
      and (c.deleted_at is null or (select app.with_deleted()))
      and (acting is null or c.created_by = acting
        or is_admin and (c.visibility = 'organization' or ${isShared})));
end
$function$;`,
  },
];
