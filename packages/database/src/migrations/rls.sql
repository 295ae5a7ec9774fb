-- Compiled from the declarations of the schema. Do not edit: change the declaration and run pnpm db:generate.

lock table account_health_snapshots, activities, api_keys, audit_logs, call_plans, compliance_filings, customers, feature_flag_definitions, integration_tokens, invitations, member_roles, newsletter_subscriptions, notifications, organization_feature_flags, organization_members, organization_settings, organizations, permissions, portal_credentials, portal_users, projects, role_permissions, roles, sales_metrics, state_tax_rates, subscriptions, superadmin_audit_logs, tasks, users, webhook_deliveries, webhook_events, webhook_inbox, webhook_secrets, webhook_subscriptions in access exclusive mode;

-- Whom a transaction runs for
create table if not exists app.context_keys (
  id pg_catalog.text primary key,
  inner_pad pg_catalog.bytea not null check (pg_catalog.length(inner_pad) = 64),
  outer_pad pg_catalog.bytea not null check (pg_catalog.length(outer_pad) = 64),
  created_at pg_catalog.timestamptz not null default pg_catalog.now()
);
revoke all on app.context_keys from public;
grant select (id, inner_pad, outer_pad) on app.context_keys to startkit_definer;
grant usage, create on schema app to startkit_definer;
create or replace function app.context() returns pg_catalog.text
  language plpgsql stable parallel safe security definer set search_path = public, pg_temp
as $function$
declare
  token pg_catalog.text := pg_catalog.current_setting('app.context', true);
  message pg_catalog.text := pg_catalog."left"(token, -65);
begin
  if token is null or token operator(pg_catalog.=) '' then
    return null;
  end if;
  perform from app.context_keys k
    where k.id operator(pg_catalog.=) pg_catalog.split_part(message, ',', 1)
      and pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.encode(pg_catalog.sha256(
          k.outer_pad operator(pg_catalog.||) pg_catalog.sha256(
            k.inner_pad operator(pg_catalog.||) pg_catalog.convert_to(message, 'UTF8'))), 'hex'), 'UTF8'))
        operator(pg_catalog.=)
        pg_catalog.sha256(pg_catalog.convert_to(pg_catalog."right"(token, 64), 'UTF8'));
  if found
    and pg_catalog.split_part(message, ',', 2)::pg_catalog.int8
      operator(pg_catalog.>) extract(epoch from pg_catalog.now())::pg_catalog.int8
    and pg_catalog.pg_has_role(session_user, pg_catalog.split_part(message, ',', 3)::pg_catalog.name, 'USAGE')
  then
    return message;
  end if;
  raise exception 'the context is not signed with a key of this database, or has expired'
    using errcode = 'TN004';
end
$function$;
create or replace function app.current_org_id() returns pg_catalog.uuid
  language plpgsql stable parallel safe security definer set search_path = public, pg_temp
as $function$
declare
  token pg_catalog.text := pg_catalog.current_setting('app.context', true);
  message pg_catalog.text := pg_catalog."left"(token, -65);
begin
  if token is null or token operator(pg_catalog.=) '' then
    return null;
  end if;
  perform from app.context_keys k
    where k.id operator(pg_catalog.=) pg_catalog.split_part(message, ',', 1)
      and pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.encode(pg_catalog.sha256(
          k.outer_pad operator(pg_catalog.||) pg_catalog.sha256(
            k.inner_pad operator(pg_catalog.||) pg_catalog.convert_to(message, 'UTF8'))), 'hex'), 'UTF8'))
        operator(pg_catalog.=)
        pg_catalog.sha256(pg_catalog.convert_to(pg_catalog."right"(token, 64), 'UTF8'));
  if found
    and pg_catalog.split_part(message, ',', 2)::pg_catalog.int8
      operator(pg_catalog.>) extract(epoch from pg_catalog.now())::pg_catalog.int8
    and pg_catalog.pg_has_role(session_user, pg_catalog.split_part(message, ',', 3)::pg_catalog.name, 'USAGE')
  then
    return nullif(pg_catalog.split_part(message, ',', 4), '')::pg_catalog.uuid;
  end if;
  raise exception 'the context is not signed with a key of this database, or has expired'
    using errcode = 'TN004';
end
$function$;
alter function app.context() owner to startkit_definer;
alter function app.current_org_id() owner to startkit_definer;
revoke create on schema app from startkit_definer;
create or replace function app.current_user_id() returns pg_catalog.uuid
  language plpgsql stable parallel safe set search_path = public, pg_temp
as $function$
begin
  return nullif(pg_catalog.split_part(app.context(), ',', 5), '')::pg_catalog.uuid;
end
$function$;
create or replace function app.current_portal_user_id() returns pg_catalog.uuid
  language plpgsql stable parallel safe set search_path = public, pg_temp
as $function$
begin
  return nullif(pg_catalog.split_part(app.context(), ',', 6), '')::pg_catalog.uuid;
end
$function$;
create or replace function app.claimed_org_id() returns pg_catalog.uuid
  language plpgsql stable parallel safe set search_path = public, pg_temp
as $function$
begin
  return nullif(pg_catalog.split_part(pg_catalog.current_setting('app.context', true), ',', 4), '')::pg_catalog.uuid;
end
$function$;
create or replace function app.is_superadmin() returns pg_catalog.bool
  language plpgsql stable parallel safe set search_path = public, pg_temp
as $function$
begin
  return coalesce(pg_catalog.split_part(app.context(), ',', 7) operator(pg_catalog.=) 'true', false);
end
$function$;
create or replace function app.unscoped_user_id() returns pg_catalog.uuid
  language plpgsql stable parallel safe set search_path = public, pg_temp
as $function$
declare
  message pg_catalog.text := app.context();
begin
  if pg_catalog.split_part(message, ',', 4) operator(pg_catalog.=) '' then
    return nullif(pg_catalog.split_part(message, ',', 5), '')::pg_catalog.uuid;
  end if;
  return null;
end
$function$;

-- Functions
create or replace function app.uuid_v7() returns pg_catalog.uuid
  language sql volatile parallel safe
begin atomic
  select pg_catalog.encode(pg_catalog.set_bit(pg_catalog.set_bit(
    overlay(pg_catalog.uuid_send(pg_catalog.gen_random_uuid())
      placing substring(pg_catalog.int8send(
        (extract(epoch from pg_catalog.clock_timestamp()) * 1000)::pg_catalog.int8) from 3)
      from 1 for 6), 52, 1), 53, 1), 'hex')::pg_catalog.uuid;
end;
create or replace function app.with_deleted() returns pg_catalog.bool
  language plpgsql stable parallel safe set search_path = public, pg_temp
as $function$
begin
  return coalesce(pg_catalog.current_setting('app.with_deleted', true) operator(pg_catalog.=) 'true', false);
end
$function$;
create or replace function app.enter_context(
  context pg_catalog.text,
  with_deleted pg_catalog.text,
  nonce pg_catalog.text
) returns pg_catalog.text
  language plpgsql volatile parallel unsafe
as $function$
declare
  done pg_catalog.text;
  prepared pg_catalog.name;
begin
  reset role;
  if pg_catalog.pg_my_temp_schema() operator(pg_catalog.<>) 0::pg_catalog.oid then
    raise exception 'session is not clean: it has temporary tables' using errcode = 'TN001';
  end if;
  if exists (select from pg_catalog.pg_prepared_statement() s where s.from_sql) then
    for prepared in select s.name from pg_catalog.pg_prepared_statement() s where s.from_sql loop
      execute pg_catalog.format('deallocate %I', prepared);
    end loop;
  end if;
  execute 'close all'; -- PL/pgSQL has a CLOSE of its own
  unlisten *; -- takes effect at the commit
  discard sequences;
  done := pg_catalog.concat(pg_catalog.pg_advisory_unlock_all(), pg_catalog.setseed(
    pg_catalog.hashtext(nonce)::pg_catalog.float8 operator(pg_catalog./) 2147483648));
  done := pg_catalog.concat(
    pg_catalog.set_config('search_path', 'public, pg_temp', true),
    pg_catalog.set_config('app.context', context, true),
    pg_catalog.set_config('app.with_deleted', with_deleted, true),
    pg_catalog.set_config('app.context_nonce', nonce, true),
    pg_catalog.set_config('app.context_step', '0', true));
  perform app.admit();
  return pg_catalog.set_config('app.context_entered',
    extract(epoch from pg_catalog.now())::pg_catalog.text, true);
end
$function$;
create or replace function app.enter_context_only(
  context pg_catalog.text,
  with_deleted pg_catalog.text,
  nonce pg_catalog.text
) returns pg_catalog.text
  language plpgsql volatile parallel unsafe
as $function$
declare
  done pg_catalog.text;
  prepared pg_catalog.name;
begin
  done := pg_catalog.concat(
    pg_catalog.set_config('search_path', 'public, pg_temp', true),
    pg_catalog.set_config('app.context', context, true),
    pg_catalog.set_config('app.with_deleted', with_deleted, true),
    pg_catalog.set_config('app.context_nonce', nonce, true),
    pg_catalog.set_config('app.context_step', '0', true));
  perform app.admit();
  return pg_catalog.set_config('app.context_entered',
    extract(epoch from pg_catalog.now())::pg_catalog.text, true);
end
$function$;
create or replace function app.confirm_context(
  context pg_catalog.text,
  step pg_catalog.text
) returns pg_catalog.text
  language plpgsql volatile parallel unsafe
as $function$
begin
  if pg_catalog.concat_ws(',',
      pg_catalog.current_setting('app.context', true),
      pg_catalog.current_setting('app.with_deleted', true),
      pg_catalog.current_setting('app.context_nonce', true),
      pg_catalog.current_setting('app.context_step', true),
      pg_catalog.current_setting('app.context_entered', true))
    operator(pg_catalog.=)
    pg_catalog.concat_ws(',', context, step, extract(epoch from pg_catalog.now())::pg_catalog.text)
  then
    step := pg_catalog.set_config('app.context_step',
      (step::pg_catalog.int4 operator(pg_catalog.+) 1)::pg_catalog.text, true);
    return pg_catalog.concat_ws(' ',
      pg_catalog.current_setting('app.context_nonce'), pg_catalog.current_setting('app.context_entered'));
  end if;
  raise exception 'the tenant context is no longer in force' using errcode = 'TN002';
end
$function$;
create or replace function app.show_deleted(with_deleted pg_catalog.text) returns pg_catalog.text
  language sql volatile parallel unsafe
begin atomic
  select pg_catalog.set_config('app.with_deleted', with_deleted, true);
end;
create or replace function app.touch_updated_at() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  new.updated_at := pg_catalog.now();
  return new;
end
$function$;
create or replace function app.refuse_change() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  raise exception 'table "%" is append-only', tg_table_name using errcode = '42501';
end
$function$;
create or replace function app.refuse_write() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  raise exception 'the member''s role may not write: row-level security policy for table "%"', tg_table_name
    using errcode = '42501';
end
$function$;
create or replace function app.drop_policies(target pg_catalog.regclass) returns pg_catalog.void
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
declare
  policy name;
begin
  for policy in select polname from pg_policy where polrelid = target loop
    execute format('drop policy %I on %s', policy, target);
  end loop;
end
$function$;
create or replace function app.drop_grants(target pg_catalog.regclass) returns pg_catalog.void
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
declare
  grantee text;
begin
  for grantee in
    select distinct case when acl.grantee = 0 then 'public' else acl.grantee::regrole::text end
    from pg_class c
      left join pg_attribute a on a.attrelid = c.oid and a.attacl is not null,
      aclexplode(array_cat(c.relacl, a.attacl)) acl
    where c.oid = target and acl.grantee <> c.relowner
  loop
    execute format('revoke all on %s from %s', target, grantee);
  end loop;
end
$function$;
revoke execute on all functions in schema app from public;
grant execute on function app.context(), app.current_org_id(), app.current_user_id(), app.current_portal_user_id(), app.claimed_org_id(), app.unscoped_user_id(), app.is_superadmin(), app.uuid_v7(), app.with_deleted(), app.enter_context(text, text, text), app.enter_context_only(text, text, text), app.confirm_context(text, text), app.show_deleted(text) to startkit_app, startkit_portal, startkit_superadmin, startkit_definer;

-- Lookup functions
grant usage, create on schema app to startkit_definer;
create or replace function app.member_can(least_role pg_catalog.text) returns pg_catalog.bool
  language plpgsql stable parallel safe security definer set search_path = public, pg_temp
as $function$
declare
  message pg_catalog.text := app.context(); -- read once: each reading verifies the signature
  organization pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 4), '')::pg_catalog.uuid;
  acting pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 5), '')::pg_catalog.uuid;
begin
  return acting is null or exists (
    select from public.organization_members m
    where m.organization_id = organization and m.user_id = acting and m.status = 'active'
      and pg_catalog.array_position(array['viewer', 'member', 'manager', 'admin', 'owner']::pg_catalog.text[], m.role)
        >= pg_catalog.array_position(array['viewer', 'member', 'manager', 'admin', 'owner']::pg_catalog.text[], least_role));
end
$function$;
alter function app.member_can(text) owner to startkit_definer;
revoke execute on function app.member_can(text) from public;
grant execute on function app.member_can(text) to startkit_app, startkit_superadmin;
create or replace function app.visible_org_ids() returns pg_catalog.uuid[]
  language sql stable parallel safe security definer set search_path = public, pg_temp
begin atomic
  select case when (select app.current_org_id()) is not null then array[(select app.current_org_id())]
    else array(select m.organization_id from public.organization_members m
      where m.user_id = (select app.current_user_id()) and m.status = 'active') end;
end;
alter function app.visible_org_ids() owner to startkit_definer;
revoke execute on function app.visible_org_ids() from public;
grant execute on function app.visible_org_ids() to startkit_app;
create or replace function app.visible_user_ids() returns pg_catalog.uuid[]
  language sql stable parallel safe security definer set search_path = public, pg_temp
begin atomic
  select array(select c.acting from (select app.current_user_id() as acting) c where c.acting is not null
    union select m.user_id from public.organization_members m
      where m.organization_id = (select app.current_org_id()));
end;
alter function app.visible_user_ids() owner to startkit_definer;
revoke execute on function app.visible_user_ids() from public;
grant execute on function app.visible_user_ids() to startkit_app;
create or replace function app.admit() returns pg_catalog.void
  language plpgsql stable parallel safe security definer set search_path = public, pg_temp
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
$function$;
alter function app.admit() owner to startkit_definer;
revoke execute on function app.admit() from public;
grant execute on function app.admit() to startkit_app, startkit_portal, startkit_superadmin;
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
  if queue is null or not queue = any (array['projects.purge']::pg_catalog.text[]) then
    raise exception 'tenants may not use the queue "%": nothing was enqueued', queue using errcode = '42501';
  end if;
  if payload is null or pg_catalog.jsonb_typeof(payload) <> 'object' then
    raise exception 'the payload of a job is a JSON object: nothing was enqueued' using errcode = '22023';
  end if;
  if pg_catalog.octet_length(payload::pg_catalog.text) > 16384 then
    raise exception 'the payload of a job has at most 16384 bytes: nothing was enqueued'
      using errcode = '54000';
  end if;
  insert into pgboss.job (id, name, data, retry_limit, retry_delay, retry_backoff)
  values (job, queue,
    pg_catalog.jsonb_build_object('organizationId', organization, 'userId', app.current_user_id(), 'payload', payload),
    3, 30, true);
  return job;
end
$function$;
alter function app.enqueue_job(text, jsonb) owner to startkit_definer;
revoke execute on function app.enqueue_job(text, jsonb) from public;
grant execute on function app.enqueue_job(text, jsonb) to startkit_app;
create or replace function app.portal_customer_id() returns pg_catalog.uuid
  language plpgsql stable parallel safe security definer set search_path = public, pg_temp
as $function$
declare
  message pg_catalog.text := app.context(); -- read once: each reading verifies the signature
  organization pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 4), '')::pg_catalog.uuid;
  acting pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 6), '')::pg_catalog.uuid;
begin
  return (select p.customer_id from public.portal_users p
    where p.organization_id = organization and p.id = acting and p.status = 'active');
end
$function$;
alter function app.portal_customer_id() owner to startkit_definer;
revoke execute on function app.portal_customer_id() from public;
grant execute on function app.portal_customer_id() to startkit_portal;
revoke create on schema app from startkit_definer;

-- What every role may reach
grant usage on schema app, public to startkit_app, startkit_portal, startkit_superadmin, startkit_backup, startkit_definer;
create sequence if not exists app.canary;
grant usage on sequence app.canary to startkit_app, startkit_portal, startkit_superadmin;

-- Table account_health_snapshots
alter table account_health_snapshots enable row level security;
alter table account_health_snapshots force row level security;
select app.drop_policies('account_health_snapshots'::pg_catalog.regclass);
create policy tenant_select on account_health_snapshots for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on account_health_snapshots for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('system')));
create policy superadmin_all on account_health_snapshots for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on account_health_snapshots for select to startkit_backup
  using (true);
select app.drop_grants('account_health_snapshots'::pg_catalog.regclass);
grant select, insert on account_health_snapshots to startkit_app;
grant select, insert on account_health_snapshots to startkit_superadmin;
grant select on account_health_snapshots to startkit_backup;
create or replace trigger touch_updated_at before update on account_health_snapshots for each row execute function app.touch_updated_at();
create or replace trigger append_only before update or delete or truncate on account_health_snapshots for each statement execute function app.refuse_change();

-- Table activities
alter table activities enable row level security;
alter table activities force row level security;
select app.drop_policies('activities'::pg_catalog.regclass);
create policy tenant_select on activities for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on activities for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')) and ((select app.current_user_id()) is null or user_id = (select app.current_user_id())));
create policy tenant_update on activities for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on activities for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on activities for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on activities for select to startkit_backup
  using (true);
select app.drop_grants('activities'::pg_catalog.regclass);
grant select, insert, update (kind, subject, notes, outcome, samples_used, occurred_at), delete on activities to startkit_app;
grant select, insert, update, delete on activities to startkit_superadmin;
grant select on activities to startkit_backup;
create or replace trigger touch_updated_at before update on activities for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on activities for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table api_keys
alter table api_keys enable row level security;
alter table api_keys force row level security;
select app.drop_policies('api_keys'::pg_catalog.regclass);
create policy tenant_select on api_keys for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on api_keys for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')) and ((select app.current_user_id()) is null or created_by = (select app.current_user_id())));
create policy tenant_update on api_keys for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy tenant_delete on api_keys for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on api_keys for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on api_keys for select to startkit_backup
  using (true);
select app.drop_grants('api_keys'::pg_catalog.regclass);
grant select, insert, update (name, scopes, rate_limit_per_minute, expires_at, last_used_at, revoked_at), delete on api_keys to startkit_app;
grant select, insert, update, delete on api_keys to startkit_superadmin;
grant select on api_keys to startkit_backup;
create or replace trigger touch_updated_at before update on api_keys for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on api_keys for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('admin')) execute function app.refuse_write();

-- Table audit_logs
alter table audit_logs enable row level security;
alter table audit_logs force row level security;
select app.drop_policies('audit_logs'::pg_catalog.regclass);
create policy tenant_select on audit_logs for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on audit_logs for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('viewer')) and user_id is not distinct from (select app.current_user_id()) and created_at = now() and updated_at = now());
create policy superadmin_all on audit_logs for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on audit_logs for select to startkit_backup
  using (true);
select app.drop_grants('audit_logs'::pg_catalog.regclass);
grant select, insert on audit_logs to startkit_app;
grant select, insert on audit_logs to startkit_superadmin;
grant select on audit_logs to startkit_backup;
create or replace trigger touch_updated_at before update on audit_logs for each row execute function app.touch_updated_at();
create or replace trigger append_only before update or delete or truncate on audit_logs for each statement execute function app.refuse_change();

-- Table call_plans
alter table call_plans enable row level security;
alter table call_plans force row level security;
select app.drop_policies('call_plans'::pg_catalog.regclass);
create policy tenant_select on call_plans for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on call_plans for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on call_plans for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on call_plans for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on call_plans for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on call_plans for select to startkit_backup
  using (true);
select app.drop_grants('call_plans'::pg_catalog.regclass);
grant select, insert, update, delete on call_plans to startkit_app;
grant select, insert, update, delete on call_plans to startkit_superadmin;
grant select on call_plans to startkit_backup;
create or replace trigger touch_updated_at before update on call_plans for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on call_plans for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table compliance_filings
alter table compliance_filings enable row level security;
alter table compliance_filings force row level security;
select app.drop_policies('compliance_filings'::pg_catalog.regclass);
create policy tenant_select on compliance_filings for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on compliance_filings for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('manager')));
create policy tenant_update on compliance_filings for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('manager')));
create policy tenant_delete on compliance_filings for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on compliance_filings for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on compliance_filings for select to startkit_backup
  using (true);
select app.drop_grants('compliance_filings'::pg_catalog.regclass);
grant select, insert, update, delete on compliance_filings to startkit_app;
grant select, insert, update, delete on compliance_filings to startkit_superadmin;
grant select on compliance_filings to startkit_backup;
create or replace trigger touch_updated_at before update on compliance_filings for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on compliance_filings for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('manager')) execute function app.refuse_write();

-- Table customers
alter table customers enable row level security;
alter table customers force row level security;
select app.drop_policies('customers'::pg_catalog.regclass);
create policy tenant_select on customers for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on customers for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on customers for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on customers for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on customers for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on customers for select to startkit_backup
  using (true);
select app.drop_grants('customers'::pg_catalog.regclass);
grant select, insert, update, delete on customers to startkit_app;
grant select, insert, update, delete on customers to startkit_superadmin;
grant select on customers to startkit_backup;
create or replace trigger touch_updated_at before update on customers for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on customers for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table feature_flag_definitions
alter table feature_flag_definitions enable row level security;
alter table feature_flag_definitions force row level security;
select app.drop_policies('feature_flag_definitions'::pg_catalog.regclass);
create policy app_select on feature_flag_definitions for select to startkit_app
  using (true);
create policy superadmin_all on feature_flag_definitions for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on feature_flag_definitions for select to startkit_backup
  using (true);
select app.drop_grants('feature_flag_definitions'::pg_catalog.regclass);
grant select on feature_flag_definitions to startkit_app;
grant select, insert, update, delete on feature_flag_definitions to startkit_superadmin;
grant select on feature_flag_definitions to startkit_backup;
create or replace trigger touch_updated_at before update on feature_flag_definitions for each row execute function app.touch_updated_at();

-- Table integration_tokens
alter table integration_tokens enable row level security;
alter table integration_tokens force row level security;
select app.drop_policies('integration_tokens'::pg_catalog.regclass);
create policy superadmin_all on integration_tokens for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on integration_tokens for select to startkit_backup
  using (true);
select app.drop_grants('integration_tokens'::pg_catalog.regclass);
grant select, insert, update, delete on integration_tokens to startkit_superadmin;
grant select on integration_tokens to startkit_backup;
create or replace trigger touch_updated_at before update on integration_tokens for each row execute function app.touch_updated_at();

-- Table invitations
alter table invitations enable row level security;
alter table invitations force row level security;
select app.drop_policies('invitations'::pg_catalog.regclass);
create policy tenant_select on invitations for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on invitations for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')) and ((select app.current_user_id()) is null or invited_by = (select app.current_user_id())));
create policy tenant_update on invitations for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy tenant_delete on invitations for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on invitations for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on invitations for select to startkit_backup
  using (true);
select app.drop_grants('invitations'::pg_catalog.regclass);
grant select, insert, update (role, token_hash, expires_at, accepted_at), delete on invitations to startkit_app;
grant select, insert, update, delete on invitations to startkit_superadmin;
grant select on invitations to startkit_backup;
create or replace trigger touch_updated_at before update on invitations for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on invitations for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('admin')) execute function app.refuse_write();

-- Table member_roles
alter table member_roles enable row level security;
alter table member_roles force row level security;
select app.drop_policies('member_roles'::pg_catalog.regclass);
create policy tenant_select on member_roles for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on member_roles for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy tenant_update on member_roles for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy tenant_delete on member_roles for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on member_roles for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on member_roles for select to startkit_backup
  using (true);
select app.drop_grants('member_roles'::pg_catalog.regclass);
grant select, insert, update, delete on member_roles to startkit_app;
grant select, insert, update, delete on member_roles to startkit_superadmin;
grant select on member_roles to startkit_backup;
create or replace trigger touch_updated_at before update on member_roles for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on member_roles for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('admin')) execute function app.refuse_write();

-- Table newsletter_subscriptions
alter table newsletter_subscriptions enable row level security;
alter table newsletter_subscriptions force row level security;
select app.drop_policies('newsletter_subscriptions'::pg_catalog.regclass);
create policy tenant_select on newsletter_subscriptions for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on newsletter_subscriptions for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on newsletter_subscriptions for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on newsletter_subscriptions for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on newsletter_subscriptions for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on newsletter_subscriptions for select to startkit_backup
  using (true);
select app.drop_grants('newsletter_subscriptions'::pg_catalog.regclass);
grant select, insert, update, delete on newsletter_subscriptions to startkit_app;
grant select, insert, update, delete on newsletter_subscriptions to startkit_superadmin;
grant select on newsletter_subscriptions to startkit_backup;
create or replace trigger touch_updated_at before update on newsletter_subscriptions for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on newsletter_subscriptions for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table notifications
alter table notifications enable row level security;
alter table notifications force row level security;
select app.drop_policies('notifications'::pg_catalog.regclass);
create policy tenant_select on notifications for select to startkit_app
  using (organization_id = (select app.current_org_id()) and ((select app.current_user_id()) is null or user_id = (select app.current_user_id())));
create policy tenant_insert on notifications for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('viewer')) and (select app.member_can('member')));
create policy tenant_update on notifications for update to startkit_app
  using (organization_id = (select app.current_org_id()) and ((select app.current_user_id()) is null or user_id = (select app.current_user_id())))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('viewer')));
create policy tenant_delete on notifications for delete to startkit_app
  using (organization_id = (select app.current_org_id()) and ((select app.current_user_id()) is null or user_id = (select app.current_user_id())));
create policy portal_select on notifications for select to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_update on notifications for update to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()))
  with check (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy superadmin_all on notifications for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on notifications for select to startkit_backup
  using (true);
select app.drop_grants('notifications'::pg_catalog.regclass);
grant select, insert, update (read_at), delete on notifications to startkit_app;
grant select, update (read_at) on notifications to startkit_portal;
grant select, insert, update, delete on notifications to startkit_superadmin;
grant select on notifications to startkit_backup;
create or replace trigger touch_updated_at before update on notifications for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on notifications for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('viewer')) execute function app.refuse_write();

-- Table organization_feature_flags
alter table organization_feature_flags enable row level security;
alter table organization_feature_flags force row level security;
select app.drop_policies('organization_feature_flags'::pg_catalog.regclass);
create policy tenant_select on organization_feature_flags for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on organization_feature_flags for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy tenant_update on organization_feature_flags for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy tenant_delete on organization_feature_flags for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on organization_feature_flags for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on organization_feature_flags for select to startkit_backup
  using (true);
select app.drop_grants('organization_feature_flags'::pg_catalog.regclass);
grant select, insert, update, delete on organization_feature_flags to startkit_app;
grant select, insert, update, delete on organization_feature_flags to startkit_superadmin;
grant select on organization_feature_flags to startkit_backup;
create or replace trigger touch_updated_at before update on organization_feature_flags for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on organization_feature_flags for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('admin')) execute function app.refuse_write();

-- Table organization_members
alter table organization_members enable row level security;
alter table organization_members force row level security;
select app.drop_policies('organization_members'::pg_catalog.regclass);
create policy tenant_select on organization_members for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy own_rows on organization_members for select to startkit_app
  using (user_id = (select app.unscoped_user_id()));
create policy tenant_update on organization_members for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy superadmin_all on organization_members for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on organization_members for select to startkit_backup
  using (true);
select app.drop_grants('organization_members'::pg_catalog.regclass);
grant select, update (role, status) on organization_members to startkit_app;
grant select, insert, update, delete on organization_members to startkit_superadmin;
grant select on organization_members to startkit_backup;
create or replace trigger touch_updated_at before update on organization_members for each row execute function app.touch_updated_at();

-- Table organization_settings
alter table organization_settings enable row level security;
alter table organization_settings force row level security;
select app.drop_policies('organization_settings'::pg_catalog.regclass);
create policy tenant_select on organization_settings for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on organization_settings for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy tenant_update on organization_settings for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy tenant_delete on organization_settings for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on organization_settings for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on organization_settings for select to startkit_backup
  using (true);
select app.drop_grants('organization_settings'::pg_catalog.regclass);
grant select, insert, update, delete on organization_settings to startkit_app;
grant select, insert, update, delete on organization_settings to startkit_superadmin;
grant select on organization_settings to startkit_backup;
create or replace trigger touch_updated_at before update on organization_settings for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on organization_settings for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('admin')) execute function app.refuse_write();

-- Table organizations
alter table organizations enable row level security;
alter table organizations force row level security;
select app.drop_policies('organizations'::pg_catalog.regclass);
create policy organization_select on organizations for select to startkit_app
  using (id = any ((select app.visible_org_ids())::uuid[]));
create policy organization_update on organizations for update to startkit_app
  using (id = (select app.current_org_id()))
  with check (id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy superadmin_all on organizations for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on organizations for select to startkit_backup
  using (true);
select app.drop_grants('organizations'::pg_catalog.regclass);
grant select, update (name, contact_email, settings, created_at, updated_at) on organizations to startkit_app;
grant select, insert, update, delete on organizations to startkit_superadmin;
grant select on organizations to startkit_backup;
create or replace trigger touch_updated_at before update on organizations for each row execute function app.touch_updated_at();

-- Table permissions
alter table permissions enable row level security;
alter table permissions force row level security;
select app.drop_policies('permissions'::pg_catalog.regclass);
create policy app_select on permissions for select to startkit_app
  using (true);
create policy superadmin_all on permissions for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on permissions for select to startkit_backup
  using (true);
select app.drop_grants('permissions'::pg_catalog.regclass);
grant select on permissions to startkit_app;
grant select, insert, update, delete on permissions to startkit_superadmin;
grant select on permissions to startkit_backup;
create or replace trigger touch_updated_at before update on permissions for each row execute function app.touch_updated_at();

-- Table portal_credentials
alter table portal_credentials enable row level security;
alter table portal_credentials force row level security;
select app.drop_policies('portal_credentials'::pg_catalog.regclass);
create policy superadmin_all on portal_credentials for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on portal_credentials for select to startkit_backup
  using (true);
select app.drop_grants('portal_credentials'::pg_catalog.regclass);
grant select, insert, update, delete on portal_credentials to startkit_superadmin;
grant select on portal_credentials to startkit_backup;
create or replace trigger touch_updated_at before update on portal_credentials for each row execute function app.touch_updated_at();

-- Table portal_users
alter table portal_users enable row level security;
alter table portal_users force row level security;
select app.drop_policies('portal_users'::pg_catalog.regclass);
create policy tenant_select on portal_users for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on portal_users for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on portal_users for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on portal_users for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy portal_select on portal_users for select to startkit_portal
  using (organization_id = (select app.current_org_id()) and id = (select app.current_portal_user_id()));
create policy portal_update on portal_users for update to startkit_portal
  using (organization_id = (select app.current_org_id()) and id = (select app.current_portal_user_id()))
  with check (organization_id = (select app.current_org_id()) and id = (select app.current_portal_user_id()));
create policy superadmin_all on portal_users for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on portal_users for select to startkit_backup
  using (true);
select app.drop_grants('portal_users'::pg_catalog.regclass);
grant select, insert, update, delete on portal_users to startkit_app;
grant select, update (name, phone) on portal_users to startkit_portal;
grant select, insert, update, delete on portal_users to startkit_superadmin;
grant select on portal_users to startkit_backup;
create or replace trigger touch_updated_at before update on portal_users for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on portal_users for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table projects
alter table projects enable row level security;
alter table projects force row level security;
select app.drop_policies('projects'::pg_catalog.regclass);
create policy tenant_select on projects for select to startkit_app
  using (organization_id = (select app.current_org_id()) and (deleted_at is null or (select app.with_deleted())));
create policy tenant_insert on projects for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on projects for update to startkit_app
  using (organization_id = (select app.current_org_id()) and (deleted_at is null or (select app.with_deleted())))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on projects for delete to startkit_app
  using (organization_id = (select app.current_org_id()) and (deleted_at is null or (select app.with_deleted())));
create policy superadmin_all on projects for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on projects for select to startkit_backup
  using (true);
select app.drop_grants('projects'::pg_catalog.regclass);
grant select, insert, update, delete on projects to startkit_app;
grant select, insert, update, delete on projects to startkit_superadmin;
grant select on projects to startkit_backup;
create or replace trigger touch_updated_at before update on projects for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on projects for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table role_permissions
alter table role_permissions enable row level security;
alter table role_permissions force row level security;
select app.drop_policies('role_permissions'::pg_catalog.regclass);
create policy app_select on role_permissions for select to startkit_app
  using (true);
create policy superadmin_all on role_permissions for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on role_permissions for select to startkit_backup
  using (true);
select app.drop_grants('role_permissions'::pg_catalog.regclass);
grant select on role_permissions to startkit_app;
grant select, insert, update, delete on role_permissions to startkit_superadmin;
grant select on role_permissions to startkit_backup;
create or replace trigger touch_updated_at before update on role_permissions for each row execute function app.touch_updated_at();

-- Table roles
alter table roles enable row level security;
alter table roles force row level security;
select app.drop_policies('roles'::pg_catalog.regclass);
create policy app_select on roles for select to startkit_app
  using (true);
create policy superadmin_all on roles for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on roles for select to startkit_backup
  using (true);
select app.drop_grants('roles'::pg_catalog.regclass);
grant select on roles to startkit_app;
grant select, insert, update, delete on roles to startkit_superadmin;
grant select on roles to startkit_backup;
create or replace trigger touch_updated_at before update on roles for each row execute function app.touch_updated_at();

-- Table sales_metrics
alter table sales_metrics enable row level security;
alter table sales_metrics force row level security;
select app.drop_policies('sales_metrics'::pg_catalog.regclass);
create policy tenant_select on sales_metrics for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on sales_metrics for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('system')));
create policy tenant_update on sales_metrics for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('system')));
create policy tenant_delete on sales_metrics for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on sales_metrics for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on sales_metrics for select to startkit_backup
  using (true);
select app.drop_grants('sales_metrics'::pg_catalog.regclass);
grant select, insert, update, delete on sales_metrics to startkit_app;
grant select, insert, update, delete on sales_metrics to startkit_superadmin;
grant select on sales_metrics to startkit_backup;
create or replace trigger touch_updated_at before update on sales_metrics for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on sales_metrics for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('system')) execute function app.refuse_write();

-- Table state_tax_rates
alter table state_tax_rates enable row level security;
alter table state_tax_rates force row level security;
select app.drop_policies('state_tax_rates'::pg_catalog.regclass);
create policy tenant_select on state_tax_rates for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on state_tax_rates for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy tenant_update on state_tax_rates for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy tenant_delete on state_tax_rates for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on state_tax_rates for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on state_tax_rates for select to startkit_backup
  using (true);
select app.drop_grants('state_tax_rates'::pg_catalog.regclass);
grant select, insert, update, delete on state_tax_rates to startkit_app;
grant select, insert, update, delete on state_tax_rates to startkit_superadmin;
grant select on state_tax_rates to startkit_backup;
create or replace trigger touch_updated_at before update on state_tax_rates for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on state_tax_rates for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('admin')) execute function app.refuse_write();

-- Table subscriptions
alter table subscriptions enable row level security;
alter table subscriptions force row level security;
select app.drop_policies('subscriptions'::pg_catalog.regclass);
create policy tenant_select on subscriptions for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on subscriptions for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on subscriptions for select to startkit_backup
  using (true);
select app.drop_grants('subscriptions'::pg_catalog.regclass);
grant select on subscriptions to startkit_app;
grant select, insert, update, delete on subscriptions to startkit_superadmin;
grant select on subscriptions to startkit_backup;
create or replace trigger touch_updated_at before update on subscriptions for each row execute function app.touch_updated_at();

-- Table superadmin_audit_logs
alter table superadmin_audit_logs enable row level security;
alter table superadmin_audit_logs force row level security;
select app.drop_policies('superadmin_audit_logs'::pg_catalog.regclass);
create policy superadmin_all on superadmin_audit_logs for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on superadmin_audit_logs for select to startkit_backup
  using (true);
select app.drop_grants('superadmin_audit_logs'::pg_catalog.regclass);
grant select, insert on superadmin_audit_logs to startkit_superadmin;
grant select on superadmin_audit_logs to startkit_backup;
create or replace trigger touch_updated_at before update on superadmin_audit_logs for each row execute function app.touch_updated_at();
create or replace trigger append_only before update or delete or truncate on superadmin_audit_logs for each statement execute function app.refuse_change();

-- Table tasks
alter table tasks enable row level security;
alter table tasks force row level security;
select app.drop_policies('tasks'::pg_catalog.regclass);
create policy tenant_select on tasks for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on tasks for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on tasks for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on tasks for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on tasks for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on tasks for select to startkit_backup
  using (true);
select app.drop_grants('tasks'::pg_catalog.regclass);
grant select, insert, update, delete on tasks to startkit_app;
grant select, insert, update, delete on tasks to startkit_superadmin;
grant select on tasks to startkit_backup;
create or replace trigger touch_updated_at before update on tasks for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on tasks for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table users
alter table users enable row level security;
alter table users force row level security;
select app.drop_policies('users'::pg_catalog.regclass);
create policy user_select on users for select to startkit_app
  using (id = any ((select app.visible_user_ids())::uuid[]));
create policy user_update on users for update to startkit_app
  using (id = (select app.current_user_id()))
  with check (id = (select app.current_user_id()));
create policy superadmin_all on users for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on users for select to startkit_backup
  using (true);
select app.drop_grants('users'::pg_catalog.regclass);
grant select, update (name, avatar_url, last_seen_at, created_at, updated_at) on users to startkit_app;
grant select, insert, update, delete on users to startkit_superadmin;
grant select on users to startkit_backup;
create or replace trigger touch_updated_at before update on users for each row execute function app.touch_updated_at();

-- Table webhook_deliveries
alter table webhook_deliveries enable row level security;
alter table webhook_deliveries force row level security;
select app.drop_policies('webhook_deliveries'::pg_catalog.regclass);
create policy tenant_select on webhook_deliveries for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on webhook_deliveries for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy tenant_update on webhook_deliveries for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy superadmin_all on webhook_deliveries for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on webhook_deliveries for select to startkit_backup
  using (true);
select app.drop_grants('webhook_deliveries'::pg_catalog.regclass);
grant select, insert, update on webhook_deliveries to startkit_app;
grant select, insert, update, delete on webhook_deliveries to startkit_superadmin;
grant select on webhook_deliveries to startkit_backup;
create or replace trigger touch_updated_at before update on webhook_deliveries for each row execute function app.touch_updated_at();

-- Table webhook_events
alter table webhook_events enable row level security;
alter table webhook_events force row level security;
select app.drop_policies('webhook_events'::pg_catalog.regclass);
create policy tenant_select on webhook_events for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on webhook_events for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy superadmin_all on webhook_events for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on webhook_events for select to startkit_backup
  using (true);
select app.drop_grants('webhook_events'::pg_catalog.regclass);
grant select, insert on webhook_events to startkit_app;
grant select, insert on webhook_events to startkit_superadmin;
grant select on webhook_events to startkit_backup;
create or replace trigger touch_updated_at before update on webhook_events for each row execute function app.touch_updated_at();
create or replace trigger append_only before update or delete or truncate on webhook_events for each statement execute function app.refuse_change();

-- Table webhook_inbox
alter table webhook_inbox enable row level security;
alter table webhook_inbox force row level security;
select app.drop_policies('webhook_inbox'::pg_catalog.regclass);
create policy superadmin_all on webhook_inbox for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on webhook_inbox for select to startkit_backup
  using (true);
select app.drop_grants('webhook_inbox'::pg_catalog.regclass);
grant select, insert, update, delete on webhook_inbox to startkit_superadmin;
grant select on webhook_inbox to startkit_backup;
create or replace trigger touch_updated_at before update on webhook_inbox for each row execute function app.touch_updated_at();

-- Table webhook_secrets
alter table webhook_secrets enable row level security;
alter table webhook_secrets force row level security;
select app.drop_policies('webhook_secrets'::pg_catalog.regclass);
create policy superadmin_all on webhook_secrets for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on webhook_secrets for select to startkit_backup
  using (true);
select app.drop_grants('webhook_secrets'::pg_catalog.regclass);
grant select, insert, update, delete on webhook_secrets to startkit_superadmin;
grant select on webhook_secrets to startkit_backup;
create or replace trigger touch_updated_at before update on webhook_secrets for each row execute function app.touch_updated_at();

-- Table webhook_subscriptions
alter table webhook_subscriptions enable row level security;
alter table webhook_subscriptions force row level security;
select app.drop_policies('webhook_subscriptions'::pg_catalog.regclass);
create policy tenant_select on webhook_subscriptions for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on webhook_subscriptions for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy tenant_update on webhook_subscriptions for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')));
create policy superadmin_all on webhook_subscriptions for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on webhook_subscriptions for select to startkit_backup
  using (true);
select app.drop_grants('webhook_subscriptions'::pg_catalog.regclass);
grant select, insert, update on webhook_subscriptions to startkit_app;
grant select, insert, update, delete on webhook_subscriptions to startkit_superadmin;
grant select on webhook_subscriptions to startkit_backup;
create or replace trigger touch_updated_at before update on webhook_subscriptions for each row execute function app.touch_updated_at();

-- What lookup functions may read
create policy definer_select on organization_members for select to startkit_definer
  using (organization_id = (select app.current_org_id()) or user_id = (select app.unscoped_user_id()));
grant select (organization_id, user_id, role, status) on organization_members to startkit_definer;
create policy definer_select on users for select to startkit_definer
  using (true);
grant select (id, status, deleted_at, is_superadmin) on users to startkit_definer;
create policy definer_select on organizations for select to startkit_definer
  using (true);
grant select (id, status, deleted_at) on organizations to startkit_definer;
create policy definer_select on portal_users for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, id, customer_id, status) on portal_users to startkit_definer;
create policy definer_select on customers for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, id, status) on customers to startkit_definer;

-- Extra
create or replace function app.guard_owners() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  if not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and (app.current_user_id() is null or not app.member_can('owner')) then
    raise exception 'only an owner may make, change or remove an owner' using errcode = '42501';
  end if;
  return coalesce(new, old);
end
$function$;
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
  if pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not exists (select from public.organization_members m
    where m.organization_id = old.organization_id)
  then
    return null;
  end if;
  raise exception 'an organization keeps at least one active owner: make another member an owner first'
    using errcode = '23514', table = 'organization_members', constraint = 'organization_members_keep_owner';
end
$function$;
revoke execute on function app.guard_owners(), app.keep_owner() from public;
create or replace trigger guard_owners_insert before insert on organization_members for each row when (new.role = 'owner') execute function app.guard_owners();
create or replace trigger guard_owners_update before update on organization_members for each row when (old.role = 'owner' or new.role = 'owner') execute function app.guard_owners();
create or replace trigger guard_owners_delete before delete on organization_members for each row when (old.role = 'owner') execute function app.guard_owners();
drop trigger if exists keep_owner on organization_members;
create constraint trigger keep_owner after update or delete on organization_members deferrable initially deferred for each row when (old.role = 'owner' and old.status = 'active') execute function app.keep_owner();
create or replace trigger guard_owners before insert or update on invitations for each row when (new.role = 'owner') execute function app.guard_owners();
revoke all on schema pgboss from public, startkit_app, startkit_portal, startkit_backup;
grant usage on schema pgboss to startkit_superadmin, startkit_definer;
revoke execute on all functions in schema pgboss from public;
select app.drop_grants(c.oid::pg_catalog.regclass) from pg_catalog.pg_class c
  where c.relnamespace = 'pgboss'::pg_catalog.regnamespace and c.relkind in ('r', 'p');
grant select, insert, update, delete on pgboss.job to startkit_superadmin;
grant select, insert, delete on pgboss.archive to startkit_superadmin;
grant select on pgboss.queue to startkit_superadmin;
grant select, update on pgboss.version to startkit_superadmin;
grant insert (id, name, data, retry_limit, retry_delay, retry_backoff) on pgboss.job to startkit_definer;
grant usage on schema pgboss to startkit_backup;
grant select on all tables in schema pgboss to startkit_backup;
grant select on sequence app.canary to startkit_backup;
do $$ begin
  if pg_catalog.to_regnamespace('drizzle') is not null then
    grant usage on schema drizzle to startkit_backup;
    grant select on all tables in schema drizzle to startkit_backup;
    grant select on all sequences in schema drizzle to startkit_backup;
  end if;
end $$;
create extension if not exists btree_gist with schema public;
do $$ begin
  if not exists (select from pg_catalog.pg_constraint
    where conrelid = 'public.state_tax_rates'::pg_catalog.regclass and conname = 'state_tax_rates_overlap')
  then
    alter table public.state_tax_rates add constraint state_tax_rates_overlap exclude using gist (
      organization_id with =, state with =, product_type with =,
      pg_catalog.daterange(valid_from, valid_to, '[]') with &&);
  end if;
end $$;
comment on table account_health_snapshots is 'How a customer stood at a moment, as the system reckoned it from orders and activities. Never changed afterwards.';
comment on column account_health_snapshots.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column account_health_snapshots.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column account_health_snapshots.customer_id is 'Whose health it is.';
comment on column account_health_snapshots.taken_at is 'When it was reckoned.';
comment on column account_health_snapshots.days_since_last_order is 'Days since the last order; null: there was none.';
comment on column account_health_snapshots.usual_gap_days is 'Days that usually lie between two orders; null: too few orders to say.';
comment on column account_health_snapshots.pace_status is 'Whether the customer orders as often as usual.';
comment on column account_health_snapshots.period_days is 'How many days up to the moment the revenue is of; the period before it is as long.';
comment on column account_health_snapshots.revenue is 'What was ordered in the period.';
comment on column account_health_snapshots.previous_revenue is 'What was ordered in the period before.';
comment on column account_health_snapshots.currency is 'ISO 4217: of both revenues.';
comment on column account_health_snapshots.drop_percent is 'By how much of the revenue before it fell, in percent; 0: it did not fall; null: nothing to compare.';
comment on column account_health_snapshots.samples_used is 'Samples handed out to the customer in the period.';
comment on column account_health_snapshots.score is 'From 0, lost, to 100, well.';
comment on column account_health_snapshots.reasons is 'What pulled the score down: a stable word each.';
comment on column account_health_snapshots.created_at is 'When the row was made.';
comment on column account_health_snapshots.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table activities is 'What members did with a customer: they called, visited, wrote, poured, left samples.';
comment on column activities.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column activities.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column activities.customer_id is 'With whom.';
comment on column activities.user_id is 'The member who did it.';
comment on column activities.kind is 'What it was.';
comment on column activities.subject is 'What it was about, in one line.';
comment on column activities.notes is 'What was said.';
comment on column activities.outcome is 'What came of it; null: not known yet.';
comment on column activities.samples_used is 'How many samples were handed out; only an activity of kind sample has any.';
comment on column activities.occurred_at is 'When it happened.';
comment on column activities.created_at is 'When the row was made.';
comment on column activities.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table api_keys is 'Keys of the REST API: their hashes.';
comment on column api_keys.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column api_keys.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column api_keys.name is 'What it is called in the organization.';
comment on column api_keys.prefix is 'The public beginning of the key, by which it is found; unique in the organization.';
comment on column api_keys.key_hash is 'The hash of the key, which itself is shown once, when it is made.';
comment on column api_keys.scopes is 'What it may be used for.';
comment on column api_keys.rate_limit_per_minute is 'How many requests a minute it may be used for.';
comment on column api_keys.expires_at is 'Until when it is good; null: it does not end.';
comment on column api_keys.last_used_at is 'When it was last used; null: never.';
comment on column api_keys.revoked_at is 'When it was taken back; null: it was not.';
comment on column api_keys.created_by is 'The member who made it.';
comment on column api_keys.created_at is 'When the row was made.';
comment on column api_keys.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table audit_logs is 'What happened in an organization, and who did it. Never changed afterwards.';
comment on column audit_logs.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column audit_logs.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column audit_logs.user_id is 'The member who acted; null: a job, a webhook.';
comment on column audit_logs.action is 'What was done: resource.verb.';
comment on column audit_logs.resource_type is 'What it was done to: project.';
comment on column audit_logs.resource_id is 'Which one; null: none in particular.';
comment on column audit_logs.metadata is 'What else there is to know.';
comment on column audit_logs.changes is 'The changed fields, before and after; null: nothing was changed.';
comment on column audit_logs.ip_address is 'Where the request came from; null: there was none.';
comment on column audit_logs.user_agent is 'What sent the request; null: nobody said.';
comment on column audit_logs.created_at is 'When the row was made.';
comment on column audit_logs.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table call_plans is 'Calls that are planned: who sees which customer on which day, and why.';
comment on column call_plans.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column call_plans.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column call_plans.user_id is 'The member who calls.';
comment on column call_plans.customer_id is 'The customer who is called on.';
comment on column call_plans.scheduled_for is 'The day of the call.';
comment on column call_plans.objective is 'What the call is to achieve.';
comment on column call_plans.status is 'Whether it is still to come, took place, or did not.';
comment on column call_plans.completed_at is 'When it took place; null unless it did.';
comment on column call_plans.created_at is 'When the row was made.';
comment on column call_plans.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table compliance_filings is 'What the organization has to report to the states it sells in.';
comment on column compliance_filings.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column compliance_filings.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column compliance_filings.state is 'To which state, as two letters.';
comment on column compliance_filings.filing_type is 'What is reported, as the state has it: excise_tax, shipments.';
comment on column compliance_filings.period_start is 'The first day of the period that is reported.';
comment on column compliance_filings.period_end is 'Its last day.';
comment on column compliance_filings.due_on is 'The last day on which it is filed in time.';
comment on column compliance_filings.status is 'Whether it was filed; late: it was not, and should have been.';
comment on column compliance_filings.filed_at is 'When it was filed; null unless it was.';
comment on column compliance_filings.amount is 'What is owed with it; null: nothing, or not known yet.';
comment on column compliance_filings.currency is 'ISO 4217: of the amount.';
comment on column compliance_filings.confirmation_number is 'What the state answered; only where it was filed.';
comment on column compliance_filings.created_at is 'When the row was made.';
comment on column compliance_filings.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table customers is 'Who buys from the organization: a shop, a restaurant.';
comment on column customers.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column customers.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column customers.number is 'The customer number, as on its orders and invoices; unique in the organization.';
comment on column customers.name is 'The name of the business.';
comment on column customers.tier is 'Which price list applies, unless the customer has a price of its own.';
comment on column customers.status is 'Whether it may order.';
comment on column customers.payment_terms is 'How long an invoice may stay open: NET30 is 30 days.';
comment on column customers.license_number is 'Its license to sell alcohol.';
comment on column customers.license_expires_on is 'The last day on which that license is good.';
comment on column customers.credit_limit is 'How much may be open at once; null: no limit.';
comment on column customers.currency is 'ISO 4217: of the credit limit and of its orders.';
comment on column customers.state is 'The state it is taxed in, as two letters.';
comment on column customers.contact_name is 'Whom to ask for.';
comment on column customers.contact_email is 'Where they are written to.';
comment on column customers.contact_phone is 'Where they are called.';
comment on column customers.created_at is 'When the row was made.';
comment on column customers.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table feature_flag_definitions is 'The feature flags that exist.';
comment on column feature_flag_definitions.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column feature_flag_definitions.key is 'What code asks for.';
comment on column feature_flag_definitions.name is 'What people call it.';
comment on column feature_flag_definitions.description is 'What it switches on.';
comment on column feature_flag_definitions.default_enabled is 'Whether it is on where the plan reaches minimum_plan and the organization says nothing.';
comment on column feature_flag_definitions.minimum_plan is 'The least plan that has it.';
comment on column feature_flag_definitions.created_at is 'When the row was made.';
comment on column feature_flag_definitions.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table integration_tokens is 'What the organization gave the kit to work with other systems on its behalf, encrypted.';
comment on column integration_tokens.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column integration_tokens.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column integration_tokens.provider is 'The other system: quickbooks.';
comment on column integration_tokens.account is 'The account there.';
comment on column integration_tokens.scopes is 'What the token allows, as the provider names it.';
comment on column integration_tokens.access_ciphertext is 'The access token, encrypted, as text.';
comment on column integration_tokens.refresh_ciphertext is 'The token that gets a new one, encrypted, as text; null: there is none.';
comment on column integration_tokens.key_id is 'Which key they were encrypted with.';
comment on column integration_tokens.expires_at is 'Until when the access token is good; null: it does not end.';
comment on column integration_tokens.revoked_at is 'When it was given up; null: it was not.';
comment on column integration_tokens.created_at is 'When the row was made.';
comment on column integration_tokens.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table invitations is 'Invitations to join an organization.';
comment on column invitations.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column invitations.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column invitations.email is 'Who is invited; one open invitation an address.';
comment on column invitations.role is 'What they will be.';
comment on column invitations.token_hash is 'The hash of the token in the link that was sent.';
comment on column invitations.expires_at is 'Until when it can be accepted.';
comment on column invitations.accepted_at is 'When it was accepted; null: not yet.';
comment on column invitations.invited_by is 'The member who invited.';
comment on column invitations.created_at is 'When the row was made.';
comment on column invitations.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table member_roles is 'Which roles a member has in an organization.';
comment on column member_roles.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column member_roles.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column member_roles.user_id is 'The member.';
comment on column member_roles.role_id is 'The role.';
comment on column member_roles.created_at is 'When the row was made.';
comment on column member_roles.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table newsletter_subscriptions is 'Addresses that get the newsletter of the organization.';
comment on column newsletter_subscriptions.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column newsletter_subscriptions.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column newsletter_subscriptions.email is 'Where it goes, in small letters; unique in the organization.';
comment on column newsletter_subscriptions.status is 'Whether it is sent; bounced: nobody takes mail there.';
comment on column newsletter_subscriptions.created_at is 'When the row was made.';
comment on column newsletter_subscriptions.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table notifications is 'Messages to one recipient: a member, or a user of the customer portal.';
comment on column notifications.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column notifications.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column notifications.user_id is 'The member it is for; null: it is for a portal user.';
comment on column notifications.portal_user_id is 'The portal user it is for; null: it is for a member.';
comment on column notifications.kind is 'What it is about: a stable word.';
comment on column notifications.title is 'What it says, in one line.';
comment on column notifications.body is 'What it says.';
comment on column notifications.priority is 'How much it matters.';
comment on column notifications.read_at is 'When it was read; null: not yet.';
comment on column notifications.created_at is 'When the row was made.';
comment on column notifications.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table organization_feature_flags is 'An organization’s own answer for a flag; it goes before the default of the definition.';
comment on column organization_feature_flags.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column organization_feature_flags.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column organization_feature_flags.flag_key is 'The flag.';
comment on column organization_feature_flags.enabled is 'Whether it is on.';
comment on column organization_feature_flags.created_at is 'When the row was made.';
comment on column organization_feature_flags.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table organization_members is 'People in an organization, the former ones too: rows refer to them.';
comment on column organization_members.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column organization_members.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column organization_members.user_id is 'The person.';
comment on column organization_members.role is 'What they may do in the organization, from the least to the most: viewer, member, manager, admin, owner.';
comment on column organization_members.status is 'Whether they still belong to it.';
comment on column organization_members.created_at is 'When the row was made.';
comment on column organization_members.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table organization_settings is 'What the work of an organization depends on: one row each.';
comment on column organization_settings.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column organization_settings.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column organization_settings.default_currency is 'ISO 4217: of new amounts.';
comment on column organization_settings.timezone is 'Where its day begins: a name of the IANA time zone database.';
comment on column organization_settings.date_format is 'How dates are shown.';
comment on column organization_settings.revenue_drop_percent is 'A customer whose revenue fell by this much, in percent, is at risk.';
comment on column organization_settings.minimum_orders_for_health is 'How many orders a customer needs for its health to be judged.';
comment on column organization_settings.sample_allowance is 'Samples a sales representative may hand out in a period.';
comment on column organization_settings.sample_approval_above is 'Beyond this many samples a manager approves.';
comment on column organization_settings.minimum_orders_for_pace is 'How many orders a customer needs for its usual gap to be known.';
comment on column organization_settings.pace_risk_days is 'Days after its usual gap from which the pace of a customer is at risk.';
comment on column organization_settings.portal_enabled is 'Whether customers have the portal.';
comment on column organization_settings.cart_enabled is 'Whether they order there.';
comment on column organization_settings.invoices_enabled is 'Whether they see their invoices there.';
comment on column organization_settings.created_at is 'When the row was made.';
comment on column organization_settings.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table organizations is 'The tenants.';
comment on column organizations.id is 'Its id, which every row of the tenant carries: a UUIDv7, made by the database.';
comment on column organizations.clerk_org_id is 'What Clerk calls it; null: Clerk does not know it.';
comment on column organizations.name is 'What it is called.';
comment on column organizations.slug is 'What it is called in addresses; unique.';
comment on column organizations.status is 'Whether its people may work.';
comment on column organizations.contact_email is 'Where it is written to.';
comment on column organizations.settings is 'How it presents itself: its logo, its colour.';
comment on column organizations.limits is 'What was agreed with it beyond its plan; what is left out is the limit of the plan.';
comment on column organizations.deleted_at is 'When it was deleted; null: it was not.';
comment on column organizations.created_at is 'When the row was made.';
comment on column organizations.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table permissions is 'What a role may allow.';
comment on column permissions.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column permissions.key is 'What code asks for: resource.verb.';
comment on column permissions.description is 'What it allows.';
comment on column permissions.created_at is 'When the row was made.';
comment on column permissions.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table portal_credentials is 'How portal users prove who they are. Apart from them, so that nobody who may see a person sees a hash.';
comment on column portal_credentials.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column portal_credentials.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column portal_credentials.portal_user_id is 'Whose they are.';
comment on column portal_credentials.password_hash is 'The hash of the password, with its algorithm and salt (PHC string).';
comment on column portal_credentials.failed_logins is 'How often in a row the password was wrong.';
comment on column portal_credentials.locked_until is 'Until when no password is taken; null: not locked.';
comment on column portal_credentials.created_at is 'When the row was made.';
comment on column portal_credentials.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table portal_users is 'People of a customer who use the portal.';
comment on column portal_users.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column portal_users.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column portal_users.customer_id is 'Whom they buy for: they see what is that customer’s, and nothing else.';
comment on column portal_users.email is 'What they sign in with; unique in the organization, whatever its case.';
comment on column portal_users.name is 'What they are called.';
comment on column portal_users.phone is 'Where they are called.';
comment on column portal_users.status is 'Whether they may sign in.';
comment on column portal_users.email_verified_at is 'When they showed that the address is theirs; null: not yet.';
comment on column portal_users.last_seen_at is 'When they last did something.';
comment on column portal_users.created_at is 'When the row was made.';
comment on column portal_users.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table projects is 'Projects: the example of the guides.';
comment on column projects.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column projects.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column projects.name is 'What it is called; unique in the organization among those that are not deleted.';
comment on column projects.description is 'What it is about; null: nothing was said.';
comment on column projects.status is 'How far it is.';
comment on column projects.created_at is 'When the row was made.';
comment on column projects.updated_at is 'When the row was last changed; kept by a trigger.';
comment on column projects.deleted_at is 'When it was deleted; null: it was not. Deleted rows are hidden, can be restored, and are purged later.';
comment on table role_permissions is 'Which permissions a role has.';
comment on column role_permissions.role_id is 'The role.';
comment on column role_permissions.permission_id is 'What it allows.';
comment on column role_permissions.created_at is 'When the row was made.';
comment on column role_permissions.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table roles is 'Named sets of permissions, the same in every organization.';
comment on column roles.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column roles.key is 'What code asks for.';
comment on column roles.name is 'What people call it.';
comment on column roles.description is 'Whom it is for.';
comment on column roles.created_at is 'When the row was made.';
comment on column roles.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table sales_metrics is 'Sales of a period, added up by the system: of the organization, of a member, of a customer, or of a member with a customer.';
comment on column sales_metrics.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column sales_metrics.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column sales_metrics.period is 'How long the period is.';
comment on column sales_metrics.period_start is 'Its first day: a Monday for a week, the first of a month for a month.';
comment on column sales_metrics.user_id is 'The member whose sales they are; null: all members together.';
comment on column sales_metrics.customer_id is 'The customer who bought; null: all customers together.';
comment on column sales_metrics.orders is 'How many orders there were.';
comment on column sales_metrics.revenue is 'What they came to.';
comment on column sales_metrics.currency is 'ISO 4217: of the amounts.';
comment on column sales_metrics.average_order is 'Revenue by order; null without orders.';
comment on column sales_metrics.new_customers is 'Customers who ordered for the first time.';
comment on column sales_metrics.samples_used is 'Samples handed out.';
comment on column sales_metrics.created_at is 'When the row was made.';
comment on column sales_metrics.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table state_tax_rates is 'What a state takes of a sale. On each day one rate at most holds for a state and a type of product.';
comment on column state_tax_rates.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column state_tax_rates.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column state_tax_rates.state is 'The state, as two letters.';
comment on column state_tax_rates.product_type is 'The type of product that is taxed so.';
comment on column state_tax_rates.rate is 'The part of the price: 0.09 is nine percent.';
comment on column state_tax_rates.valid_from is 'The first day on which it holds.';
comment on column state_tax_rates.valid_to is 'The last day on which it holds; null: until another one is known.';
comment on column state_tax_rates.created_at is 'When the row was made.';
comment on column state_tax_rates.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table subscriptions is 'What an organization pays for: one row each.';
comment on column subscriptions.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column subscriptions.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column subscriptions.stripe_customer_id is 'What Stripe calls the organization; null: it pays nothing there.';
comment on column subscriptions.stripe_subscription_id is 'What Stripe calls the subscription; null: there is none.';
comment on column subscriptions.status is 'What Stripe says of it.';
comment on column subscriptions.plan is 'What is paid for.';
comment on column subscriptions.seat_count is 'For how many people.';
comment on column subscriptions.current_period_start is 'When the period began that is paid for.';
comment on column subscriptions.current_period_end is 'When it ends.';
comment on column subscriptions.cancel_at_period_end is 'Whether it ends for good then.';
comment on column subscriptions.created_at is 'When the row was made.';
comment on column subscriptions.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table superadmin_audit_logs is 'What superadmins did, across or outside organizations. Never changed afterwards.';
comment on column superadmin_audit_logs.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column superadmin_audit_logs.user_id is 'The superadmin; no foreign key, as the entry outlives them.';
comment on column superadmin_audit_logs.organization_id is 'The organization it was about; null: none. No foreign key, as the entry outlives it.';
comment on column superadmin_audit_logs.action is 'What was done: resource.verb.';
comment on column superadmin_audit_logs.resource_type is 'What it was done to: project.';
comment on column superadmin_audit_logs.resource_id is 'Which one; null: none in particular.';
comment on column superadmin_audit_logs.metadata is 'What else there is to know.';
comment on column superadmin_audit_logs.changes is 'The changed fields, before and after; null: nothing was changed.';
comment on column superadmin_audit_logs.ip_address is 'Where the request came from; null: there was none.';
comment on column superadmin_audit_logs.user_agent is 'What sent the request; null: nobody said.';
comment on column superadmin_audit_logs.created_at is 'When the row was made.';
comment on column superadmin_audit_logs.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table tasks is 'What members have to do.';
comment on column tasks.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column tasks.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column tasks.user_id is 'The member who is to do it.';
comment on column tasks.customer_id is 'The customer it is about; null: none.';
comment on column tasks.title is 'What is to be done, in one line.';
comment on column tasks.due_on is 'The last day on which it is done in time; null: any day will do.';
comment on column tasks.priority is 'How much it matters.';
comment on column tasks.status is 'Whether it is still to be done.';
comment on column tasks.completed_at is 'When it was done; null unless it was.';
comment on column tasks.created_at is 'When the row was made.';
comment on column tasks.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table users is 'People, across all organizations.';
comment on column users.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column users.clerk_id is 'What Clerk calls them; null: Clerk does not know them.';
comment on column users.email is 'What they sign in with; unique, whatever its case.';
comment on column users.name is 'What they are called.';
comment on column users.avatar_url is 'Where their picture is.';
comment on column users.is_superadmin is 'Whether they are staff.';
comment on column users.status is 'Whether they may sign in.';
comment on column users.last_seen_at is 'When they last did something.';
comment on column users.deleted_at is 'When the account was deleted; null: it was not.';
comment on column users.created_at is 'When the row was made.';
comment on column users.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table webhook_deliveries is 'Each event on its way to a subscription: how often it was tried, and what came of it.';
comment on column webhook_deliveries.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column webhook_deliveries.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column webhook_deliveries.event_id is 'What is delivered.';
comment on column webhook_deliveries.subscription_id is 'To whom.';
comment on column webhook_deliveries.replay is '0: the delivery that the event itself caused; 1 and more: the nth repetition asked for.';
comment on column webhook_deliveries.status is 'Whether it arrived; failed: it is not tried again.';
comment on column webhook_deliveries.attempts is 'How often it was tried.';
comment on column webhook_deliveries.next_attempt_at is 'When it is tried again; null when it is not.';
comment on column webhook_deliveries.last_attempt_at is 'When it was last tried; null: not yet.';
comment on column webhook_deliveries.delivered_at is 'When it arrived; null unless it did.';
comment on column webhook_deliveries.response_status is 'The HTTP status of the last answer; null: there was none.';
comment on column webhook_deliveries.error is 'Why the last try failed.';
comment on column webhook_deliveries.created_at is 'When the row was made.';
comment on column webhook_deliveries.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table webhook_events is 'What happened that subscriptions may want to know. Its id is the id of the message, by which a receiver tells repetitions.';
comment on column webhook_events.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column webhook_events.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column webhook_events.type is 'What happened: order.created.';
comment on column webhook_events.payload is 'What is posted.';
comment on column webhook_events.occurred_at is 'When it happened.';
comment on column webhook_events.created_at is 'When the row was made.';
comment on column webhook_events.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table webhook_inbox is 'Webhooks as they came in, so that each is applied exactly once.';
comment on column webhook_inbox.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column webhook_inbox.provider is 'Who sent it.';
comment on column webhook_inbox.event_id is 'What the sender calls it; unique there.';
comment on column webhook_inbox.type is 'What happened, as the sender names it.';
comment on column webhook_inbox.object_id is 'What it is about, as the sender names it; null: nothing in particular.';
comment on column webhook_inbox.occurred_at is 'When it happened there: a late older event must not overwrite a newer one.';
comment on column webhook_inbox.payload is 'What was sent.';
comment on column webhook_inbox.status is 'What became of it.';
comment on column webhook_inbox.attempts is 'How often it was tried.';
comment on column webhook_inbox.error is 'Why the last try failed.';
comment on column webhook_inbox.processed_at is 'When it was applied; null: not yet.';
comment on column webhook_inbox.created_at is 'When the row was made.';
comment on column webhook_inbox.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table webhook_secrets is 'What webhooks are signed with, encrypted. While one is replaced there are two, and events are signed with both.';
comment on column webhook_secrets.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column webhook_secrets.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column webhook_secrets.subscription_id is 'Whose secret it is.';
comment on column webhook_secrets.version is 'Counts from 1; the highest one is the newest.';
comment on column webhook_secrets.ciphertext is 'The secret, encrypted, as text.';
comment on column webhook_secrets.key_id is 'Which key it was encrypted with.';
comment on column webhook_secrets.expires_at is 'Until when it signs; null: until it is replaced.';
comment on column webhook_secrets.created_at is 'When the row was made.';
comment on column webhook_secrets.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table webhook_subscriptions is 'Where the organization wants to be told of events. What it signs with is apart, in webhook_secrets.';
comment on column webhook_subscriptions.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column webhook_subscriptions.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column webhook_subscriptions.name is 'What it is called in the organization.';
comment on column webhook_subscriptions.url is 'Where events are posted to.';
comment on column webhook_subscriptions.event_types is 'Which types of event: order.created; * is all of them.';
comment on column webhook_subscriptions.status is 'Whether events are posted; disabled: they failed too often.';
comment on column webhook_subscriptions.consecutive_failures is 'How often in a row it failed; 0 after a success.';
comment on column webhook_subscriptions.disabled_at is 'When it was disabled; null unless it is.';
comment on column webhook_subscriptions.created_at is 'When the row was made.';
comment on column webhook_subscriptions.updated_at is 'When the row was last changed; kept by a trigger.';
