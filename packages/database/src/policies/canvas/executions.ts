/*
 *     queued ---> running ---> succeeded | failed | cancelled
 *        \-----------------------------------------^
 *
 * What has finished stays as it is, for staff too.
 */
const guardExecution = `
create or replace function app.guard_execution() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  if old.status = 'queued' and new.status in ('running', 'cancelled')
    or old.status = 'running' and new.status in ('succeeded', 'failed', 'cancelled')
  then
    return new;
  end if;
  raise exception 'an execution that is % does not become %', old.status, new.status
    using errcode = '23514', table = 'executions', constraint = 'executions_status_order';
end
$function$;`;

/** The function and the trigger, as repeatable statements. */
export const executionRules: readonly string[] = [
  guardExecution.trim(),
  'revoke execute on function app.guard_execution() from public;',
  `create or replace trigger guard_execution before update on executions for each row when (old.status <> new.status or old.status not in ('queued', 'running')) execute function app.guard_execution();`,
];
