import { staffActs } from '../staff.ts';

/*
 * Whoever may save a canvas may not yet hide it, open it or delete it: its creator may, an admin who sees it, and the
 * tenant's own system, which app.member_can() takes for one that may.
 */
const guardCanvas = `
create or replace function app.guard_canvas() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  if old.created_by is distinct from app.current_user_id() and not app.member_can('admin') then
    raise exception 'only its creator or an admin may delete a canvas or change who sees it' using errcode = '42501';
  end if;
  return new;
end
$function$;`;

/** The function and the trigger, as repeatable statements. */
export const governanceRules: readonly string[] = [
  guardCanvas.trim(),
  'revoke execute on function app.guard_canvas() from public;',
  `create or replace trigger guard_canvas before update on canvases for each row when ((old.visibility <> new.visibility or old.deleted_at is distinct from new.deleted_at) and not ${staffActs}) execute function app.guard_canvas();`,
];
