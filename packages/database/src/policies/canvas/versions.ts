import type { LookupFunction } from '@startkit/tenancy/policies';
import { staffActs } from '../staff.ts';

/*
 * Optimistic locks, and every save kept.
 *
 *     update canvases set data = $1, version = 4 where id = $2 and version = 3
 *
 * Of two who save version 4 at once the second waits for the first, and then finds no row at version 3. A save that
 * asks for no version, or for a wrong one, is an error.
 */

// What each table's version counts the saves of.
const versioned = { agents: 'config', models: 'schema', canvases: 'data' };

const requireNextVersion = `
create or replace function app.require_next_version() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  if new.version is distinct from old.version + 1 then
    raise exception 'the row is at version %: a save carries version %, not %', old.version, old.version + 1, new.version
      using errcode = '23514', table = tg_table_name, constraint = tg_table_name || '_next_version',
        hint = 'somebody saved it meanwhile: read it again';
  end if;
  return new;
end
$function$;`;

/*
 * The member who saves is read as a member, not as whoever the context names: staff are none. What is overwritten is
 * there already, but for a canvas that staff brought in without its versions.
 */
export const keepVersionFunction: LookupFunction = {
  signature: 'app.keep_canvas_version()',
  executableBy: [],
  sql: `
create or replace function app.keep_canvas_version() returns pg_catalog.trigger
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp set standard_conforming_strings = on set transform_null_equals = off
  set timezone = 'UTC' set datestyle = 'ISO, MDY'
as $function$
declare
  saved_by pg_catalog.uuid := (select m.user_id from public.organization_members m
    where m.organization_id = new.organization_id and m.user_id = app.current_user_id());
begin
  if tg_op = 'UPDATE' then
    insert into public.canvas_versions (organization_id, canvas_id, version, data, created_by)
    values (old.organization_id, old.id, old.version, old.data, null) on conflict do nothing;
  end if;
  insert into public.canvas_versions (organization_id, canvas_id, version, data, created_by)
  values (new.organization_id, new.id, new.version, new.data, saved_by);
  return null;
end
$function$;`,
};

/** The function and the triggers, as repeatable statements. */
export const versionRules: readonly string[] = [
  requireNextVersion.trim(),
  'revoke execute on function app.require_next_version() from public;',
  ...Object.entries(versioned).map(
    ([table, column]) =>
      `create or replace trigger require_next_version before update on ${table} for each row when (${saved(column)}) execute function app.require_next_version();`,
  ),
  // Staff, who import and seed, bring a new canvas in with the versions it has had.
  `create or replace trigger keep_first_version after insert on canvases for each row when (not ${staffActs}) execute function app.keep_canvas_version();`,
  `create or replace trigger keep_version after update on canvases for each row when (${saved('data')}) execute function app.keep_canvas_version();`,
];

function saved(column: string): string {
  return `new.${column} is distinct from old.${column} or new.version is distinct from old.version`;
}
