import { type LookupFunction, searchPath } from '@startkit/tenancy/policies';
import { planLimits, type LimitedResource } from '../../schema/canvas/plan-limits.ts';
import { staffActs } from '../staff.ts';

/*
 * What an organization may have by its plan. Staff are not bound: they import, and help.
 */

/** A subscription that is not paid for is worth the free plan. */
const planLimitFunction: LookupFunction = {
  signature: 'app.plan_limit(text)',
  executableBy: ['app'],
  sql: `
create or replace function app.plan_limit(resource pg_catalog.text) returns pg_catalog.int4
  language plpgsql stable parallel safe security definer set search_path = ${searchPath}
as $function$
declare
  organization pg_catalog.uuid := app.current_org_id();
  plans constant pg_catalog.jsonb := $limits$${JSON.stringify(planLimits)}$limits$;
begin
  return (select coalesce((o.limits ->> resource)::pg_catalog.int4,
      (plans -> coalesce(s.plan, 'free') ->> resource)::pg_catalog.int4)
    from public.organizations o
      left join public.subscriptions s
        on s.organization_id = o.id and s.status in ('active', 'trialing', 'past_due')
    where o.id = organization);
end
$function$;`,
};

/*
 * After the row is there, so that it counts itself. The lock makes two who take the last place take turns; the second then
 * counts what the first committed, but under READ COMMITTED only, so nothing else will do.
 */
const enforceLimitFunction: LookupFunction = {
  signature: 'app.enforce_limit()',
  executableBy: [],
  sql: `
create or replace function app.enforce_limit() returns pg_catalog.trigger
  language plpgsql volatile security definer
  set search_path = pg_catalog, pg_temp set standard_conforming_strings = on set transform_null_equals = off
  set timezone = 'UTC' set datestyle = 'ISO, MDY'
as $function$
declare
  resource constant pg_catalog.text := tg_argv[0];
  allowed constant pg_catalog.int4 := app.plan_limit(resource);
  used pg_catalog.int8;
begin
  if allowed is null then
    return null;
  end if;
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'what a plan limits is added in a transaction that is READ COMMITTED' using errcode = '25001';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('app.enforce_limit ' || resource || ' ' || new.organization_id, 0));
  case resource
    when 'agents' then
      used := (select count(*) from public.agents a
        where a.organization_id = new.organization_id and a.deleted_at is null);
    when 'canvases' then
      used := (select count(*) from public.canvases c
        where c.organization_id = new.organization_id and c.deleted_at is null);
    when 'executionsPerMonth' then
      used := (select count(*) from public.executions e
        where e.organization_id = new.organization_id and e.created_at >= date_trunc('month', now()));
  end case;
  if used > allowed then
    raise exception 'the organization''s limit is reached: % of %', allowed, tg_table_name
      using errcode = '23514', table = tg_table_name, constraint = tg_table_name || '_plan_limit';
  end if;
  return null;
end
$function$;`,
};

export const limitFunctions: readonly LookupFunction[] = [planLimitFunction, enforceLimitFunction];

/** The triggers, as repeatable statements. A deleted row is not counted; restored, it is. */
export const limitRules: readonly string[] = [
  ...limit('agents', 'agents', ['insert', 'restore']),
  ...limit('canvases', 'canvases', ['insert', 'restore']),
  ...limit('executions', 'executionsPerMonth', ['insert']),
];

function limit(
  table: string,
  resource: LimitedResource,
  moments: readonly ('insert' | 'restore')[],
): readonly string[] {
  const isCounted = moments.includes('restore') ? 'new.deleted_at is null and ' : '';
  const when = { insert: isCounted, restore: `old.deleted_at is not null and ${isCounted}` };
  return moments.map(
    (moment) =>
      `create or replace trigger plan_limit_${moment} after ${moment === 'insert' ? 'insert' : 'update'} on ${table} for each row when (${when[moment]}not ${staffActs}) execute function app.enforce_limit('${resource}');`,
  );
}
