-- Compiled from the declarations of the schema. Do not edit: change the declaration and run pnpm db:generate.

lock table agents, api_keys, audit_logs, canvas_shares, canvas_versions, canvases, customers, executions, feature_flag_definitions, invitations, member_roles, models, notifications, organization_feature_flags, organization_members, organization_settings, organizations, permissions, portal_credentials, portal_users, projects, role_permissions, roles, subscriptions, superadmin_audit_logs, users, webhook_inbox in access exclusive mode;

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
create or replace function app.shared_canvas_ids(least_permission pg_catalog.text) returns pg_catalog.uuid[]
  language plpgsql stable parallel safe security definer set search_path = public, pg_temp
as $function$
declare
  message pg_catalog.text := app.context(); -- read once: each reading verifies the signature
  organization pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 4), '')::pg_catalog.uuid;
  acting pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 5), '')::pg_catalog.uuid;
begin
  return array(select s.canvas_id from public.canvas_shares s
    where s.organization_id = organization and s.user_id = acting
      and (least_permission = 'view' or s.permission = least_permission));
end
$function$;
alter function app.shared_canvas_ids(text) owner to startkit_definer;
revoke execute on function app.shared_canvas_ids(text) from public;
grant execute on function app.shared_canvas_ids(text) to startkit_app;
create or replace function app.visible_canvas_ids() returns pg_catalog.uuid[]
  language plpgsql stable parallel safe security definer set search_path = public, pg_temp
as $function$
declare
  message pg_catalog.text := app.context(); -- read once: each reading verifies the signature
  organization pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 4), '')::pg_catalog.uuid;
  acting pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 5), '')::pg_catalog.uuid;
begin
  return array(select c.id from public.canvases c
    where c.organization_id = organization
      and (c.deleted_at is null or (select app.with_deleted()))
      and (acting is null or c.visibility = 'organization' or c.created_by = acting or exists (select from public.canvas_shares s
        where s.organization_id = organization and s.canvas_id = c.id and s.user_id = acting)));
end
$function$;
alter function app.visible_canvas_ids() owner to startkit_definer;
revoke execute on function app.visible_canvas_ids() from public;
grant execute on function app.visible_canvas_ids() to startkit_app;
create or replace function app.governed_canvas_ids() returns pg_catalog.uuid[]
  language plpgsql stable parallel safe security definer set search_path = public, pg_temp
as $function$
declare
  message pg_catalog.text := app.context(); -- read once: each reading verifies the signature
  organization pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 4), '')::pg_catalog.uuid;
  acting pg_catalog.uuid := nullif(pg_catalog.split_part(message, ',', 5), '')::pg_catalog.uuid;
  is_admin pg_catalog.bool := app.member_can('admin');
begin
  return array(select c.id from public.canvases c
    where c.organization_id = organization
      and (c.deleted_at is null or (select app.with_deleted()))
      and (acting is null or c.created_by = acting
        or is_admin and (c.visibility = 'organization' or exists (select from public.canvas_shares s
        where s.organization_id = organization and s.canvas_id = c.id and s.user_id = acting))));
end
$function$;
alter function app.governed_canvas_ids() owner to startkit_definer;
revoke execute on function app.governed_canvas_ids() from public;
grant execute on function app.governed_canvas_ids() to startkit_app;
create or replace function app.plan_limit(resource pg_catalog.text) returns pg_catalog.int4
  language plpgsql stable parallel safe security definer set search_path = public, pg_temp
as $function$
declare
  organization pg_catalog.uuid := app.current_org_id();
  plans constant pg_catalog.jsonb := $limits${"free":{"agents":3,"canvases":10,"executionsPerMonth":100},"starter":{"agents":10,"canvases":50,"executionsPerMonth":1000},"pro":{"agents":50,"canvases":500,"executionsPerMonth":10000},"enterprise":{"agents":null,"canvases":null,"executionsPerMonth":null}}$limits$;
begin
  return (select coalesce((o.limits ->> resource)::pg_catalog.int4,
      (plans -> coalesce(s.plan, 'free') ->> resource)::pg_catalog.int4)
    from public.organizations o
      left join public.subscriptions s
        on s.organization_id = o.id and s.status in ('active', 'trialing', 'past_due')
    where o.id = organization);
end
$function$;
alter function app.plan_limit(text) owner to startkit_definer;
revoke execute on function app.plan_limit(text) from public;
grant execute on function app.plan_limit(text) to startkit_app;
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
$function$;
alter function app.enforce_limit() owner to startkit_definer;
revoke execute on function app.enforce_limit() from public;
grant execute on function app.enforce_limit() to startkit_superadmin;
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
$function$;
alter function app.keep_canvas_version() owner to startkit_definer;
revoke execute on function app.keep_canvas_version() from public;
grant execute on function app.keep_canvas_version() to startkit_superadmin;
revoke create on schema app from startkit_definer;

-- What every role may reach
grant usage on schema app, public to startkit_app, startkit_portal, startkit_superadmin, startkit_backup, startkit_definer;
create sequence if not exists app.canary;
grant usage on sequence app.canary to startkit_app, startkit_portal, startkit_superadmin;

-- Table agents
alter table agents enable row level security;
alter table agents force row level security;
select app.drop_policies('agents'::pg_catalog.regclass);
create policy tenant_select on agents for select to startkit_app
  using (organization_id = (select app.current_org_id()) and (deleted_at is null or (select app.with_deleted())));
create policy tenant_insert on agents for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('manager')));
create policy tenant_update on agents for update to startkit_app
  using (organization_id = (select app.current_org_id()) and (deleted_at is null or (select app.with_deleted())))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('manager')));
create policy superadmin_all on agents for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on agents for select to startkit_backup
  using (true);
select app.drop_grants('agents'::pg_catalog.regclass);
grant select, insert, update on agents to startkit_app;
grant select, insert, update, delete on agents to startkit_superadmin;
grant select on agents to startkit_backup;
create or replace trigger touch_updated_at before update on agents for each row execute function app.touch_updated_at();

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

-- Table canvas_shares
alter table canvas_shares enable row level security;
alter table canvas_shares force row level security;
select app.drop_policies('canvas_shares'::pg_catalog.regclass);
create policy tenant_select on canvas_shares for select to startkit_app
  using (organization_id = (select app.current_org_id()) and canvas_id = any ((select app.visible_canvas_ids())::uuid[]));
create policy tenant_insert on canvas_shares for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')) and canvas_id = any ((select app.governed_canvas_ids())::uuid[]));
create policy tenant_update on canvas_shares for update to startkit_app
  using (organization_id = (select app.current_org_id()) and canvas_id = any ((select app.visible_canvas_ids())::uuid[]) and canvas_id = any ((select app.governed_canvas_ids())::uuid[]))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on canvas_shares for delete to startkit_app
  using (organization_id = (select app.current_org_id()) and canvas_id = any ((select app.visible_canvas_ids())::uuid[]) and canvas_id = any ((select app.governed_canvas_ids())::uuid[]));
create policy superadmin_all on canvas_shares for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on canvas_shares for select to startkit_backup
  using (true);
select app.drop_grants('canvas_shares'::pg_catalog.regclass);
grant select, insert, update (permission), delete on canvas_shares to startkit_app;
grant select, insert, update, delete on canvas_shares to startkit_superadmin;
grant select on canvas_shares to startkit_backup;
create or replace trigger touch_updated_at before update on canvas_shares for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on canvas_shares for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table canvas_versions
alter table canvas_versions enable row level security;
alter table canvas_versions force row level security;
select app.drop_policies('canvas_versions'::pg_catalog.regclass);
create policy tenant_select on canvas_versions for select to startkit_app
  using (organization_id = (select app.current_org_id()) and canvas_id = any ((select app.visible_canvas_ids())::uuid[]));
create policy superadmin_all on canvas_versions for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on canvas_versions for select to startkit_backup
  using (true);
select app.drop_grants('canvas_versions'::pg_catalog.regclass);
grant select on canvas_versions to startkit_app;
grant select, insert on canvas_versions to startkit_superadmin;
grant select on canvas_versions to startkit_backup;
create or replace trigger touch_updated_at before update on canvas_versions for each row execute function app.touch_updated_at();
create or replace trigger append_only before update or delete or truncate on canvas_versions for each statement execute function app.refuse_change();

-- Table canvases
alter table canvases enable row level security;
alter table canvases force row level security;
select app.drop_policies('canvases'::pg_catalog.regclass);
create policy tenant_select on canvases for select to startkit_app
  using (organization_id = (select app.current_org_id()) and (deleted_at is null or (select app.with_deleted())) and (visibility = 'organization' or created_by = coalesce((select app.current_user_id()), created_by) or id = any ((select app.shared_canvas_ids('view'))::uuid[])));
create policy tenant_insert on canvases for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')) and ((select app.current_user_id()) is null or created_by = (select app.current_user_id())) and version = 1);
create policy tenant_update on canvases for update to startkit_app
  using (organization_id = (select app.current_org_id()) and (deleted_at is null or (select app.with_deleted())) and (visibility = 'organization' or created_by = coalesce((select app.current_user_id()), created_by) or id = any ((select app.shared_canvas_ids('view'))::uuid[])) and (visibility = 'organization' or created_by = coalesce((select app.current_user_id()), created_by) or id = any ((select app.shared_canvas_ids('edit'))::uuid[])))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy superadmin_all on canvases for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on canvases for select to startkit_backup
  using (true);
select app.drop_grants('canvases'::pg_catalog.regclass);
grant select, insert, update (name, data, version, visibility, deleted_at) on canvases to startkit_app;
grant select, insert, update, delete on canvases to startkit_superadmin;
grant select on canvases to startkit_backup;
create or replace trigger touch_updated_at before update on canvases for each row execute function app.touch_updated_at();

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

-- Table executions
alter table executions enable row level security;
alter table executions force row level security;
select app.drop_policies('executions'::pg_catalog.regclass);
create policy tenant_select on executions for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on executions for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')) and ((select app.current_user_id()) is null or created_by = (select app.current_user_id())) and status = 'queued' and created_at = now());
create policy tenant_update on executions for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy superadmin_all on executions for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on executions for select to startkit_backup
  using (true);
select app.drop_grants('executions'::pg_catalog.regclass);
grant select, insert, update (status, output, error, started_at, finished_at) on executions to startkit_app;
grant select, insert, update, delete on executions to startkit_superadmin;
grant select on executions to startkit_backup;
create or replace trigger touch_updated_at before update on executions for each row execute function app.touch_updated_at();

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

-- Table models
alter table models enable row level security;
alter table models force row level security;
select app.drop_policies('models'::pg_catalog.regclass);
create policy tenant_select on models for select to startkit_app
  using (organization_id = (select app.current_org_id()) and (deleted_at is null or (select app.with_deleted())));
create policy tenant_insert on models for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('manager')));
create policy tenant_update on models for update to startkit_app
  using (organization_id = (select app.current_org_id()) and (deleted_at is null or (select app.with_deleted())))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('manager')));
create policy superadmin_all on models for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on models for select to startkit_backup
  using (true);
select app.drop_grants('models'::pg_catalog.regclass);
grant select, insert, update on models to startkit_app;
grant select, insert, update, delete on models to startkit_superadmin;
grant select on models to startkit_backup;
create or replace trigger touch_updated_at before update on models for each row execute function app.touch_updated_at();

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

-- What lookup functions may read
create policy definer_select on organization_members for select to startkit_definer
  using (organization_id = (select app.current_org_id()) or user_id = (select app.unscoped_user_id()));
grant select (organization_id, user_id, role, status) on organization_members to startkit_definer;
create policy definer_select on users for select to startkit_definer
  using (true);
grant select (id, status, deleted_at, is_superadmin) on users to startkit_definer;
create policy definer_select on organizations for select to startkit_definer
  using (true);
grant select (id, status, deleted_at, limits) on organizations to startkit_definer;
create policy definer_select on portal_users for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, id, customer_id, status) on portal_users to startkit_definer;
create policy definer_select on customers for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, id, status) on customers to startkit_definer;
create policy definer_select on canvases for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, id, visibility, created_by, deleted_at) on canvases to startkit_definer;
create policy definer_select on canvas_shares for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, canvas_id, user_id, permission) on canvas_shares to startkit_definer;
create policy definer_select on canvas_versions for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
create policy definer_insert on canvas_versions for insert to startkit_definer
  with check (true);
grant select (organization_id, canvas_id, version), insert (organization_id, canvas_id, version, data, created_by) on canvas_versions to startkit_definer;
create policy definer_select on agents for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, deleted_at) on agents to startkit_definer;
create policy definer_select on executions for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, created_at) on executions to startkit_definer;
create policy definer_select on subscriptions for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, plan, status) on subscriptions to startkit_definer;

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
create or replace function app.guard_canvas() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  if old.created_by is distinct from app.current_user_id() and not app.member_can('admin') then
    raise exception 'only its creator or an admin may delete a canvas or change who sees it' using errcode = '42501';
  end if;
  return new;
end
$function$;
revoke execute on function app.guard_canvas() from public;
create or replace trigger guard_canvas before update on canvases for each row when ((old.visibility <> new.visibility or old.deleted_at is distinct from new.deleted_at) and not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE')) execute function app.guard_canvas();
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
$function$;
revoke execute on function app.require_next_version() from public;
create or replace trigger require_next_version before update on agents for each row when (new.config is distinct from old.config or new.version is distinct from old.version) execute function app.require_next_version();
create or replace trigger require_next_version before update on models for each row when (new.schema is distinct from old.schema or new.version is distinct from old.version) execute function app.require_next_version();
create or replace trigger require_next_version before update on canvases for each row when (new.data is distinct from old.data or new.version is distinct from old.version) execute function app.require_next_version();
create or replace trigger keep_first_version after insert on canvases for each row when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE')) execute function app.keep_canvas_version();
create or replace trigger keep_version after update on canvases for each row when (new.data is distinct from old.data or new.version is distinct from old.version) execute function app.keep_canvas_version();
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
$function$;
revoke execute on function app.guard_execution() from public;
create or replace trigger guard_execution before update on executions for each row when (old.status <> new.status or old.status not in ('queued', 'running')) execute function app.guard_execution();
create or replace trigger plan_limit_insert after insert on agents for each row when (new.deleted_at is null and not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE')) execute function app.enforce_limit('agents');
create or replace trigger plan_limit_restore after update on agents for each row when (old.deleted_at is not null and new.deleted_at is null and not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE')) execute function app.enforce_limit('agents');
create or replace trigger plan_limit_insert after insert on canvases for each row when (new.deleted_at is null and not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE')) execute function app.enforce_limit('canvases');
create or replace trigger plan_limit_restore after update on canvases for each row when (old.deleted_at is not null and new.deleted_at is null and not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE')) execute function app.enforce_limit('canvases');
create or replace trigger plan_limit_insert after insert on executions for each row when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE')) execute function app.enforce_limit('executionsPerMonth');
comment on table agents is 'AI agents that an organization has set up.';
comment on column agents.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column agents.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column agents.name is 'What people call it; unique among those that are not deleted.';
comment on column agents.type is 'What it works on: opportunity, target, realization. An open set: products add their own.';
comment on column agents.config is 'Its instructions and settings: a JSON object.';
comment on column agents.version is 'How often the configuration was saved. A save carries the next number, or it is refused.';
comment on column agents.is_active is 'Whether it may be executed.';
comment on column agents.created_at is 'When the row was made.';
comment on column agents.updated_at is 'When the row was last changed; kept by a trigger.';
comment on column agents.deleted_at is 'When it was deleted; null: it was not. Deleted rows are hidden, can be restored, and are purged later.';
comment on table canvas_shares is 'Whom a canvas is shared with. Its creator shares it, or an admin who sees it.';
comment on column canvas_shares.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column canvas_shares.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column canvas_shares.canvas_id is 'What is shared.';
comment on column canvas_shares.user_id is 'The member it is shared with.';
comment on column canvas_shares.permission is 'view: they see it; edit: they also save it, if their role may write at all.';
comment on column canvas_shares.created_at is 'When the row was made.';
comment on column canvas_shares.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table canvas_versions is 'Every save of every canvas, written by a trigger of canvases and by nobody else.';
comment on column canvas_versions.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column canvas_versions.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column canvas_versions.canvas_id is 'Which canvas was saved. Who sees it sees its versions.';
comment on column canvas_versions.version is 'The version that the canvas had from this save on.';
comment on column canvas_versions.data is 'What was on it.';
comment on column canvas_versions.created_by is 'Who saved it; null: the system or staff did.';
comment on column canvas_versions.created_at is 'When the row was made.';
comment on column canvas_versions.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table canvases is 'Canvases. A private one is visible to its creator and those it is shared with, and to nobody else, whatever their role.';
comment on column canvases.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column canvases.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column canvases.model_id is 'The model it was made of.';
comment on column canvases.name is 'Its title.';
comment on column canvases.data is 'What is on it: a JSON object that is valid against the model''s schema; services validate it.';
comment on column canvases.version is 'Which save this is. A save carries the next number, or it is refused; canvas_versions has them all.';
comment on column canvases.visibility is 'private: its creator and those it is shared with; organization: every member.';
comment on column canvases.created_by is 'Who made it. They, or an admin who sees it, share it, delete it and change its visibility.';
comment on column canvases.created_at is 'When the row was made.';
comment on column canvases.updated_at is 'When the row was last changed; kept by a trigger.';
comment on column canvases.deleted_at is 'When it was deleted; null: it was not. Deleted rows are hidden, can be restored, and are purged later.';
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
comment on table executions is 'Runs of agents: queued, then running, then succeeded, failed or cancelled; a trigger keeps the order.';
comment on column executions.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column executions.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column executions.agent_id is 'Which agent runs.';
comment on column executions.status is 'Where it is. From queued it goes to running or cancelled; what has finished stays as it is.';
comment on column executions.input is 'What the agent was given: a JSON object.';
comment on column executions.output is 'What it answered: a JSON object; null: nothing yet.';
comment on column executions.error is 'Why it failed; null unless it did.';
comment on column executions.started_at is 'When it began to run.';
comment on column executions.finished_at is 'When it ended, however it did.';
comment on column executions.created_by is 'Who asked for it; null: the system did.';
comment on column executions.created_at is 'When the row was made.';
comment on column executions.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table models is 'Templates of canvases: what the data of a canvas looks like.';
comment on column models.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column models.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column models.name is 'What people call it; unique among those that are not deleted.';
comment on column models.published_at is 'Since when canvases are made of it; null: a draft.';
comment on column models.schema is 'The JSON Schema that the data of its canvases satisfies; services validate, the database sees to it that it is an object.';
comment on column models.version is 'How often the schema was saved. A save carries the next number, or it is refused.';
comment on column models.created_at is 'When the row was made.';
comment on column models.updated_at is 'When the row was last changed; kept by a trigger.';
comment on column models.deleted_at is 'When it was deleted; null: it was not. Deleted rows are hidden, can be restored, and are purged later.';
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
