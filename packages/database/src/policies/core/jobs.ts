import type { LookupFunction } from '@startkit/tenancy/policies';
import { maxPayloadBytes, tenantQueues } from '../../jobs/tenant-queues.ts';

const queues = tenantQueues.map((queue) => `'${queue}'`).join(', ');

/*
 * The only way for a tenant to enqueue. It runs with the rights of startkit_definer, which may insert jobs and
 * read none, and takes the organization from the context, not from its caller. The settings are pinned
 * because what is planted in a session when the function is first called would be compiled into it. The
 * retries are those of the queues in 0002_job_queue.sql, which it may not read.
 */
export const enqueueJobFunction: LookupFunction = {
  signature: 'app.enqueue_job(text, jsonb)',
  executableBy: ['app'],
  sql: `
create or replace function app.enqueue_job(queue pg_catalog.text, payload pg_catalog.jsonb) returns pg_catalog.uuid
  language plpgsql volatile parallel unsafe security definer
  set search_path = pg_catalog, pg_temp set standard_conforming_strings = on set transform_null_equals = off
  set timezone = 'UTC' set datestyle = 'ISO, MDY'
as $function$
declare
  organization pg_catalog.uuid := app.current_org_id();
  job pg_catalog.uuid := pg_catalog.gen_random_uuid();
begin
  if organization is null then
    raise exception 'a job needs an organization: nothing was enqueued' using errcode = '42501';
  end if;
  if not app.member_can('member') then
    raise exception 'the member''s role may not enqueue: nothing was enqueued' using errcode = '42501';
  end if;
  if queue is null or not queue = any (array[${queues}]::pg_catalog.text[]) then
    raise exception 'tenants may not use the queue "%": nothing was enqueued', queue using errcode = '42501';
  end if;
  if payload is null or pg_catalog.jsonb_typeof(payload) <> 'object' then
    raise exception 'the payload of a job is a JSON object: nothing was enqueued' using errcode = '22023';
  end if;
  if pg_catalog.octet_length(payload::pg_catalog.text) > ${maxPayloadBytes} then
    raise exception 'the payload of a job has at most ${maxPayloadBytes} bytes: nothing was enqueued'
      using errcode = '54000';
  end if;
  insert into pgboss.job (id, name, data, retry_limit, retry_delay, retry_backoff)
  values (job, queue,
    pg_catalog.jsonb_build_object('organizationId', organization, 'userId', app.current_user_id(), 'payload', payload),
    3, 30, true);
  return job;
end
$function$;`,
};

/*
 * The queue carries every tenant's payloads: no tenant role reads it. startkit_superadmin, as which the
 * worker logs in, works it without being able to change its shape: no queue, no table, no TRUNCATE. Partitions
 * get no grants at all, they are reached through their parents.
 */
export const jobQueueGrants: readonly string[] = [
  'revoke all on schema pgboss from public, startkit_app, startkit_portal, startkit_backup;',
  'grant usage on schema pgboss to startkit_superadmin, startkit_definer;',
  'revoke execute on all functions in schema pgboss from public;',
  `select app.drop_grants(c.oid::pg_catalog.regclass) from pg_catalog.pg_class c
  where c.relnamespace = 'pgboss'::pg_catalog.regnamespace and c.relkind in ('r', 'p');`,
  'grant select, insert, update, delete on pgboss.job to startkit_superadmin;',
  'grant select, insert, delete on pgboss.archive to startkit_superadmin;',
  'grant select on pgboss.queue to startkit_superadmin;',
  'grant select, update on pgboss.version to startkit_superadmin;',
  'grant insert (id, name, data, retry_limit, retry_delay, retry_backoff) on pgboss.job to startkit_definer;',
];
