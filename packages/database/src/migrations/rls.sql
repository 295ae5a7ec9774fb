-- Compiled from the declarations of the schema. Do not edit: change the declaration and run pnpm db:generate.

lock table account_health_snapshots, activities, agents, api_keys, audit_logs, balance_backfills, call_plans, canvas_shares, canvas_versions, canvases, cart_items, carts, compliance_filings, count_lines, count_sheets, customers, executions, feature_flag_definitions, integration_tokens, inventory, inventory_balances, inventory_ledger, invitations, invoices, items, list_items, lists, locations, lots, member_roles, models, newsletter_subscriptions, notifications, order_lines, orders, organization_feature_flags, organization_members, organization_settings, organizations, payments, permissions, portal_credentials, portal_sessions, portal_user_roles, portal_users, price_list_entries, products, projects, role_permissions, roles, sales_metrics, skus, state_tax_rates, subscriptions, superadmin_audit_logs, suppliers, tasks, users, webhook_deliveries, webhook_events, webhook_inbox, webhook_secrets, webhook_subscriptions in access exclusive mode;

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
grant execute on function app.member_can(text) to startkit_app, startkit_portal, startkit_superadmin;
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
create or replace function app.portal_tier() returns pg_catalog.text
  language plpgsql stable parallel safe security definer set search_path = public, pg_temp
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
$function$;
alter function app.portal_tier() owner to startkit_definer;
revoke execute on function app.portal_tier() from public;
grant execute on function app.portal_tier() to startkit_portal;
create or replace function app.move_stock() returns pg_catalog.trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $function$
declare
  organizations pg_catalog.uuid[];
  items pg_catalog.uuid[];
  reserving pg_catalog.int8[];
  leaving pg_catalog.int8[];
  moved pg_catalog.int8;
begin
  if not exists (select from before b join after a on a.organization_id = b.organization_id and a.id = b.id
    where a.status <> b.status)
  then
    return null;
  end if;
  if exists (select from before b join after a on a.organization_id = b.organization_id and a.id = b.id
    where b.status <> a.status and a.status = 'confirmed' and not exists (select from public.order_lines l
      where l.organization_id = a.organization_id and l.order_id = a.id))
  then
    raise exception 'an order without lines is not confirmed'
      using errcode = '23514', table = 'orders', constraint = 'orders_lines';
  end if;
  select array_agg(s.organization_id), array_agg(s.sku_id), array_agg(s.reserving), array_agg(s.leaving)
    into organizations, items, reserving, leaving
    from (
      select l.organization_id, l.sku_id,
             sum(case when a.status = 'confirmed' then l.quantity else - l.quantity end) as reserving,
             sum(case when a.status = 'delivered' then l.quantity else 0 end) as leaving
        from before b
        join after a on a.organization_id = b.organization_id and a.id = b.id
        join public.order_lines l on l.organization_id = a.organization_id and l.order_id = a.id
       where a.status <> b.status and (a.status in ('confirmed', 'delivered')
          or a.status = 'cancelled' and b.status in ('confirmed', 'fulfilled'))
       group by l.organization_id, l.sku_id) s;
  if items is null then
    return null;
  end if;
  perform from public.inventory i
    where i.organization_id = any (organizations) and i.sku_id = any (items)
    order by i.organization_id, i.sku_id for no key update;
  update public.inventory i
     set reserved = i.reserved + s.reserving, on_hand = i.on_hand - s.leaving
    from unnest(organizations, items, reserving, leaving) s (organization_id, sku_id, reserving, leaving)
   where i.organization_id = s.organization_id and i.sku_id = s.sku_id;
  get diagnostics moved = row_count;
  if moved < cardinality(items) then
    raise exception 'the order has a SKU that is not in the inventory'
      using errcode = '23514', table = 'inventory', constraint = 'inventory_available_check';
  end if;
  return null;
end
$function$;
alter function app.move_stock() owner to startkit_definer;
revoke execute on function app.move_stock() from public;
create or replace function app.sum_order() returns pg_catalog.trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $function$
begin
  perform from public.orders o
    where (o.organization_id, o.id) in (select c.organization_id, c.order_id from changed c)
    order by o.organization_id, o.id for no key update;
  update public.orders o set subtotal = s.subtotal
    from (select c.organization_id, c.order_id, coalesce(sum(l.line_total), 0) as subtotal
            from (select distinct organization_id, order_id from changed) c
            left join public.order_lines l on l.organization_id = c.organization_id and l.order_id = c.order_id
           group by c.organization_id, c.order_id) s
   where o.organization_id = s.organization_id and o.id = s.order_id and o.subtotal <> s.subtotal;
  return null;
end
$function$;
alter function app.sum_order() owner to startkit_definer;
revoke execute on function app.sum_order() from public;
create or replace function app.sum_invoice() returns pg_catalog.trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $function$
begin
  perform from public.invoices i
    where (i.organization_id, i.id) in (select c.organization_id, c.invoice_id from changed c)
    order by i.organization_id, i.id for no key update;
  update public.invoices i set paid = s.paid
    from (select c.organization_id, c.invoice_id, sum(p.amount) as paid
            from (select distinct organization_id, invoice_id from changed) c
            join public.payments p on p.organization_id = c.organization_id and p.invoice_id = c.invoice_id
           group by c.organization_id, c.invoice_id) s
   where i.organization_id = s.organization_id and i.id = s.invoice_id and i.paid <> s.paid;
  return null;
end
$function$;
alter function app.sum_invoice() owner to startkit_definer;
revoke execute on function app.sum_invoice() from public;
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
create or replace function app.update_inventory_balance() returns pg_catalog.trigger
  language plpgsql volatile parallel unsafe security definer set search_path = public, pg_temp
as $function$
declare
  short pg_catalog.record;
begin
  if not pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE') and exists (select from entries e
    where e.organization_id is distinct from app.current_org_id())
  then
    raise exception 'the entries are not of this organization' using errcode = '42501';
  end if;
  with moved as (
    select e.organization_id, e.item_id, e.lot_id, e.location_id,
      pg_catalog.sum(e.quantity_delta) as delta, pg_catalog.max(e.occurred_at) as last_entry_at
    from entries e group by 1, 2, 3, 4
  ), written as (
    insert into public.inventory_balances as b
      (organization_id, item_id, lot_id, location_id, quantity, last_entry_at)
    select m.organization_id, m.item_id, m.lot_id, m.location_id, m.delta, m.last_entry_at
      from moved m order by 1, 2, 3, 4
    on conflict on constraint inventory_balances_key_unique do update
      set quantity = b.quantity + excluded.quantity,
        last_entry_at = greatest(b.last_entry_at, excluded.last_entry_at)
    returning b.organization_id, b.item_id, b.lot_id, b.location_id, b.quantity
  )
  select w.* into short from written w join moved m on m.organization_id = w.organization_id
      and m.item_id = w.item_id and m.location_id = w.location_id and m.lot_id is not distinct from w.lot_id
    where w.quantity < 0 and m.delta < 0
      and not exists (select from public.organization_settings s
        where s.organization_id = w.organization_id and s.allow_negative_stock)
    order by 1, 2, 3, 4 limit 1;
  if found then
    raise exception 'the balance of item % at location % would be %', short.item_id, short.location_id, short.quantity
      using errcode = '23514', table = 'inventory_balances', constraint = 'inventory_balances_not_negative',
        hint = 'Set allow_negative_stock in organization_settings to allow it.';
  end if;
  return null;
end
$function$;
alter function app.update_inventory_balance() owner to startkit_definer;
revoke execute on function app.update_inventory_balance() from public;
create or replace function app.post_count_sheet() returns pg_catalog.trigger
  language plpgsql volatile parallel unsafe security definer set search_path = public, pg_temp
as $function$
begin
  if not pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE') and new.organization_id is distinct from app.current_org_id() then
    raise exception 'the count sheet is not of this organization' using errcode = '42501';
  end if;
  insert into public.inventory_ledger
    (organization_id, item_id, location_id, lot_id, quantity_delta, reason, reference, count_line_id, occurred_at, user_id)
  select l.organization_id, l.item_id, new.location_id, l.lot_id, l.variance, 'count', new.count_number, l.id,
      new.posted_at, new.posted_by
    from public.count_lines l
    where l.organization_id = new.organization_id and l.count_sheet_id = new.id and l.variance <> 0;
  return null;
end
$function$;
alter function app.post_count_sheet() owner to startkit_definer;
revoke execute on function app.post_count_sheet() from public;
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

-- Table balance_backfills
alter table balance_backfills enable row level security;
alter table balance_backfills force row level security;
select app.drop_policies('balance_backfills'::pg_catalog.regclass);
create policy superadmin_all on balance_backfills for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on balance_backfills for select to startkit_backup
  using (true);
select app.drop_grants('balance_backfills'::pg_catalog.regclass);
grant select, insert, update, delete on balance_backfills to startkit_superadmin;
grant select on balance_backfills to startkit_backup;
create or replace trigger touch_updated_at before update on balance_backfills for each row execute function app.touch_updated_at();

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

-- Table canvas_shares
alter table canvas_shares enable row level security;
alter table canvas_shares force row level security;
select app.drop_policies('canvas_shares'::pg_catalog.regclass);
create policy tenant_select on canvas_shares for select to startkit_app
  using (organization_id = (select app.current_org_id()) and canvas_id in (select unnest((select app.visible_canvas_ids())::uuid[])));
create policy tenant_insert on canvas_shares for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')) and canvas_id = any ((select app.governed_canvas_ids())::uuid[]));
create policy tenant_update on canvas_shares for update to startkit_app
  using (organization_id = (select app.current_org_id()) and canvas_id in (select unnest((select app.visible_canvas_ids())::uuid[])) and canvas_id = any ((select app.governed_canvas_ids())::uuid[]))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on canvas_shares for delete to startkit_app
  using (organization_id = (select app.current_org_id()) and canvas_id in (select unnest((select app.visible_canvas_ids())::uuid[])) and canvas_id = any ((select app.governed_canvas_ids())::uuid[]));
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
  using (organization_id = (select app.current_org_id()) and canvas_id in (select unnest((select app.visible_canvas_ids())::uuid[])));
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

-- Table cart_items
alter table cart_items enable row level security;
alter table cart_items force row level security;
select app.drop_policies('cart_items'::pg_catalog.regclass);
create policy tenant_select on cart_items for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on cart_items for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on cart_items for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on cart_items for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy portal_select on cart_items for select to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_insert on cart_items for insert to startkit_portal
  with check (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_update on cart_items for update to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()))
  with check (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_delete on cart_items for delete to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy superadmin_all on cart_items for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on cart_items for select to startkit_backup
  using (true);
select app.drop_grants('cart_items'::pg_catalog.regclass);
grant select, insert, update, delete on cart_items to startkit_app;
grant select, insert, update, delete on cart_items to startkit_portal;
grant select, insert, update, delete on cart_items to startkit_superadmin;
grant select on cart_items to startkit_backup;
create or replace trigger touch_updated_at before update on cart_items for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on cart_items for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table carts
alter table carts enable row level security;
alter table carts force row level security;
select app.drop_policies('carts'::pg_catalog.regclass);
create policy tenant_select on carts for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on carts for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on carts for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on carts for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy portal_select on carts for select to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_insert on carts for insert to startkit_portal
  with check (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_update on carts for update to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()))
  with check (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_delete on carts for delete to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy superadmin_all on carts for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on carts for select to startkit_backup
  using (true);
select app.drop_grants('carts'::pg_catalog.regclass);
grant select, insert, update, delete on carts to startkit_app;
grant select, insert, update, delete on carts to startkit_portal;
grant select, insert, update, delete on carts to startkit_superadmin;
grant select on carts to startkit_backup;
create or replace trigger touch_updated_at before update on carts for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on carts for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

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

-- Table count_lines
alter table count_lines enable row level security;
alter table count_lines force row level security;
select app.drop_policies('count_lines'::pg_catalog.regclass);
create policy tenant_select on count_lines for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on count_lines for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on count_lines for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on count_lines for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on count_lines for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on count_lines for select to startkit_backup
  using (true);
select app.drop_grants('count_lines'::pg_catalog.regclass);
grant select, insert, update (counted), delete on count_lines to startkit_app;
grant select, insert, update, delete on count_lines to startkit_superadmin;
grant select on count_lines to startkit_backup;
create or replace trigger touch_updated_at before update on count_lines for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on count_lines for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table count_sheets
alter table count_sheets enable row level security;
alter table count_sheets force row level security;
select app.drop_policies('count_sheets'::pg_catalog.regclass);
create policy tenant_select on count_sheets for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on count_sheets for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')) and status = 'draft');
create policy tenant_update on count_sheets for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on count_sheets for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on count_sheets for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on count_sheets for select to startkit_backup
  using (true);
select app.drop_grants('count_sheets'::pg_catalog.regclass);
grant select, insert, update (count_number, status), delete on count_sheets to startkit_app;
grant select, insert, update, delete on count_sheets to startkit_superadmin;
grant select on count_sheets to startkit_backup;
create or replace trigger touch_updated_at before update on count_sheets for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on count_sheets for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

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

-- Table inventory
alter table inventory enable row level security;
alter table inventory force row level security;
select app.drop_policies('inventory'::pg_catalog.regclass);
create policy tenant_select on inventory for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on inventory for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')) and reserved = 0);
create policy tenant_update on inventory for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on inventory for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on inventory for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on inventory for select to startkit_backup
  using (true);
select app.drop_grants('inventory'::pg_catalog.regclass);
grant select, insert, update (on_hand), delete on inventory to startkit_app;
grant select, insert, update, delete on inventory to startkit_superadmin;
grant select on inventory to startkit_backup;
create or replace trigger touch_updated_at before update on inventory for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on inventory for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table inventory_balances
alter table inventory_balances enable row level security;
alter table inventory_balances force row level security;
select app.drop_policies('inventory_balances'::pg_catalog.regclass);
create policy tenant_select on inventory_balances for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on inventory_balances for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on inventory_balances for select to startkit_backup
  using (true);
select app.drop_grants('inventory_balances'::pg_catalog.regclass);
grant select on inventory_balances to startkit_app;
grant select, insert, update, delete on inventory_balances to startkit_superadmin;
grant select on inventory_balances to startkit_backup;
create or replace trigger touch_updated_at before update on inventory_balances for each row execute function app.touch_updated_at();

-- Table inventory_ledger
alter table inventory_ledger enable row level security;
alter table inventory_ledger force row level security;
select app.drop_policies('inventory_ledger'::pg_catalog.regclass);
create policy tenant_select on inventory_ledger for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on inventory_ledger for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')) and ((select app.current_user_id()) is null or user_id = (select app.current_user_id())) and count_line_id is null and created_at = now() and updated_at = now());
create policy superadmin_all on inventory_ledger for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on inventory_ledger for select to startkit_backup
  using (true);
select app.drop_grants('inventory_ledger'::pg_catalog.regclass);
grant select, insert on inventory_ledger to startkit_app;
grant select, insert on inventory_ledger to startkit_superadmin;
grant select on inventory_ledger to startkit_backup;
create or replace trigger touch_updated_at before update on inventory_ledger for each row execute function app.touch_updated_at();
create or replace trigger append_only before update or delete or truncate on inventory_ledger for each statement execute function app.refuse_change();

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

-- Table invoices
alter table invoices enable row level security;
alter table invoices force row level security;
select app.drop_policies('invoices'::pg_catalog.regclass);
create policy tenant_select on invoices for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on invoices for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')) and paid = 0);
create policy tenant_update on invoices for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy portal_select on invoices for select to startkit_portal
  using (organization_id = (select app.current_org_id()) and customer_id = (select app.portal_customer_id()));
create policy superadmin_all on invoices for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on invoices for select to startkit_backup
  using (true);
select app.drop_grants('invoices'::pg_catalog.regclass);
grant select, insert, update (due_on, voided_at) on invoices to startkit_app;
grant select on invoices to startkit_portal;
grant select, insert, update, delete on invoices to startkit_superadmin;
grant select on invoices to startkit_backup;
create or replace trigger touch_updated_at before update on invoices for each row execute function app.touch_updated_at();

-- Table items
alter table items enable row level security;
alter table items force row level security;
select app.drop_policies('items'::pg_catalog.regclass);
create policy tenant_select on items for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on items for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on items for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on items for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on items for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on items for select to startkit_backup
  using (true);
select app.drop_grants('items'::pg_catalog.regclass);
grant select, insert, update, delete on items to startkit_app;
grant select, insert, update, delete on items to startkit_superadmin;
grant select on items to startkit_backup;
create or replace trigger touch_updated_at before update on items for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on items for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table list_items
alter table list_items enable row level security;
alter table list_items force row level security;
select app.drop_policies('list_items'::pg_catalog.regclass);
create policy tenant_select on list_items for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on list_items for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on list_items for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on list_items for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy portal_select on list_items for select to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_insert on list_items for insert to startkit_portal
  with check (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_update on list_items for update to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()))
  with check (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_delete on list_items for delete to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy superadmin_all on list_items for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on list_items for select to startkit_backup
  using (true);
select app.drop_grants('list_items'::pg_catalog.regclass);
grant select, insert, update, delete on list_items to startkit_app;
grant select, insert, update, delete on list_items to startkit_portal;
grant select, insert, update, delete on list_items to startkit_superadmin;
grant select on list_items to startkit_backup;
create or replace trigger touch_updated_at before update on list_items for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on list_items for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table lists
alter table lists enable row level security;
alter table lists force row level security;
select app.drop_policies('lists'::pg_catalog.regclass);
create policy tenant_select on lists for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on lists for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on lists for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on lists for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy portal_select on lists for select to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_insert on lists for insert to startkit_portal
  with check (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_update on lists for update to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()))
  with check (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy portal_delete on lists for delete to startkit_portal
  using (organization_id = (select app.current_org_id()) and portal_user_id = (select app.current_portal_user_id()));
create policy superadmin_all on lists for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on lists for select to startkit_backup
  using (true);
select app.drop_grants('lists'::pg_catalog.regclass);
grant select, insert, update, delete on lists to startkit_app;
grant select, insert, update, delete on lists to startkit_portal;
grant select, insert, update, delete on lists to startkit_superadmin;
grant select on lists to startkit_backup;
create or replace trigger touch_updated_at before update on lists for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on lists for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table locations
alter table locations enable row level security;
alter table locations force row level security;
select app.drop_policies('locations'::pg_catalog.regclass);
create policy tenant_select on locations for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on locations for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on locations for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on locations for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on locations for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on locations for select to startkit_backup
  using (true);
select app.drop_grants('locations'::pg_catalog.regclass);
grant select, insert, update, delete on locations to startkit_app;
grant select, insert, update, delete on locations to startkit_superadmin;
grant select on locations to startkit_backup;
create or replace trigger touch_updated_at before update on locations for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on locations for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table lots
alter table lots enable row level security;
alter table lots force row level security;
select app.drop_policies('lots'::pg_catalog.regclass);
create policy tenant_select on lots for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on lots for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on lots for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on lots for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on lots for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on lots for select to startkit_backup
  using (true);
select app.drop_grants('lots'::pg_catalog.regclass);
grant select, insert, update, delete on lots to startkit_app;
grant select, insert, update, delete on lots to startkit_superadmin;
grant select on lots to startkit_backup;
create or replace trigger touch_updated_at before update on lots for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on lots for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

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

-- Table order_lines
alter table order_lines enable row level security;
alter table order_lines force row level security;
select app.drop_policies('order_lines'::pg_catalog.regclass);
create policy tenant_select on order_lines for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on order_lines for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on order_lines for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on order_lines for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy portal_select on order_lines for select to startkit_portal
  using (organization_id = (select app.current_org_id()) and customer_id = (select app.portal_customer_id()));
create policy superadmin_all on order_lines for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on order_lines for select to startkit_backup
  using (true);
select app.drop_grants('order_lines'::pg_catalog.regclass);
grant select, insert, update (quantity, unit_price, price_rule, price_list_entry_id), delete on order_lines to startkit_app;
grant select on order_lines to startkit_portal;
grant select, insert, update, delete on order_lines to startkit_superadmin;
grant select on order_lines to startkit_backup;
create or replace trigger touch_updated_at before update on order_lines for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on order_lines for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table orders
alter table orders enable row level security;
alter table orders force row level security;
select app.drop_policies('orders'::pg_catalog.regclass);
create policy tenant_select on orders for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on orders for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')) and subtotal = 0);
create policy tenant_update on orders for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on orders for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy portal_select on orders for select to startkit_portal
  using (organization_id = (select app.current_org_id()) and customer_id = (select app.portal_customer_id()));
create policy superadmin_all on orders for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on orders for select to startkit_backup
  using (true);
select app.drop_grants('orders'::pg_catalog.regclass);
grant select, insert, update (status, sales_rep_id, ordered_on, delivered_on, tax), delete on orders to startkit_app;
grant select on orders to startkit_portal;
grant select, insert, update, delete on orders to startkit_superadmin;
grant select on orders to startkit_backup;
create or replace trigger touch_updated_at before update on orders for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on orders for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

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

-- Table payments
alter table payments enable row level security;
alter table payments force row level security;
select app.drop_policies('payments'::pg_catalog.regclass);
create policy tenant_select on payments for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on payments for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy portal_select on payments for select to startkit_portal
  using (organization_id = (select app.current_org_id()) and customer_id = (select app.portal_customer_id()));
create policy superadmin_all on payments for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on payments for select to startkit_backup
  using (true);
select app.drop_grants('payments'::pg_catalog.regclass);
grant select, insert on payments to startkit_app;
grant select on payments to startkit_portal;
grant select, insert on payments to startkit_superadmin;
grant select on payments to startkit_backup;
create or replace trigger touch_updated_at before update on payments for each row execute function app.touch_updated_at();
create or replace trigger append_only before update or delete or truncate on payments for each statement execute function app.refuse_change();

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

-- Table portal_sessions
alter table portal_sessions enable row level security;
alter table portal_sessions force row level security;
select app.drop_policies('portal_sessions'::pg_catalog.regclass);
create policy superadmin_all on portal_sessions for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on portal_sessions for select to startkit_backup
  using (true);
select app.drop_grants('portal_sessions'::pg_catalog.regclass);
grant select, insert, update, delete on portal_sessions to startkit_superadmin;
grant select on portal_sessions to startkit_backup;
create or replace trigger touch_updated_at before update on portal_sessions for each row execute function app.touch_updated_at();

-- Table portal_user_roles
alter table portal_user_roles enable row level security;
alter table portal_user_roles force row level security;
select app.drop_policies('portal_user_roles'::pg_catalog.regclass);
create policy tenant_select on portal_user_roles for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on portal_user_roles for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on portal_user_roles for select to startkit_backup
  using (true);
select app.drop_grants('portal_user_roles'::pg_catalog.regclass);
grant select on portal_user_roles to startkit_app;
grant select, insert, update, delete on portal_user_roles to startkit_superadmin;
grant select on portal_user_roles to startkit_backup;
create or replace trigger touch_updated_at before update on portal_user_roles for each row execute function app.touch_updated_at();

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

-- Table price_list_entries
alter table price_list_entries enable row level security;
alter table price_list_entries force row level security;
select app.drop_policies('price_list_entries'::pg_catalog.regclass);
create policy tenant_select on price_list_entries for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on price_list_entries for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on price_list_entries for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on price_list_entries for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy portal_select on price_list_entries for select to startkit_portal
  using (organization_id = (select app.current_org_id()) and (customer_id = (select app.portal_customer_id()) or tier = (select app.portal_tier())));
create policy superadmin_all on price_list_entries for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on price_list_entries for select to startkit_backup
  using (true);
select app.drop_grants('price_list_entries'::pg_catalog.regclass);
grant select, insert, update, delete on price_list_entries to startkit_app;
grant select on price_list_entries to startkit_portal;
grant select, insert, update, delete on price_list_entries to startkit_superadmin;
grant select on price_list_entries to startkit_backup;
create or replace trigger touch_updated_at before update on price_list_entries for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on price_list_entries for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

-- Table products
alter table products enable row level security;
alter table products force row level security;
select app.drop_policies('products'::pg_catalog.regclass);
create policy tenant_select on products for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on products for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on products for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on products for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy portal_select on products for select to startkit_portal
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on products for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on products for select to startkit_backup
  using (true);
select app.drop_grants('products'::pg_catalog.regclass);
grant select, insert, update, delete on products to startkit_app;
grant select on products to startkit_portal;
grant select, insert, update, delete on products to startkit_superadmin;
grant select on products to startkit_backup;
create or replace trigger touch_updated_at before update on products for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on products for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

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

-- Table skus
alter table skus enable row level security;
alter table skus force row level security;
select app.drop_policies('skus'::pg_catalog.regclass);
create policy tenant_select on skus for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on skus for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on skus for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on skus for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy portal_select on skus for select to startkit_portal
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on skus for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on skus for select to startkit_backup
  using (true);
select app.drop_grants('skus'::pg_catalog.regclass);
grant select, insert, update, delete on skus to startkit_app;
grant select on skus to startkit_portal;
grant select, insert, update, delete on skus to startkit_superadmin;
grant select on skus to startkit_backup;
create or replace trigger touch_updated_at before update on skus for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on skus for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

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

-- Table suppliers
alter table suppliers enable row level security;
alter table suppliers force row level security;
select app.drop_policies('suppliers'::pg_catalog.regclass);
create policy tenant_select on suppliers for select to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy tenant_insert on suppliers for insert to startkit_app
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_update on suppliers for update to startkit_app
  using (organization_id = (select app.current_org_id()))
  with check (organization_id = (select app.current_org_id()) and (select app.member_can('member')));
create policy tenant_delete on suppliers for delete to startkit_app
  using (organization_id = (select app.current_org_id()));
create policy superadmin_all on suppliers for all to startkit_superadmin
  using (true)
  with check (true);
create policy backup_select on suppliers for select to startkit_backup
  using (true);
select app.drop_grants('suppliers'::pg_catalog.regclass);
grant select, insert, update, delete on suppliers to startkit_app;
grant select, insert, update, delete on suppliers to startkit_superadmin;
grant select on suppliers to startkit_backup;
create or replace trigger touch_updated_at before update on suppliers for each row execute function app.touch_updated_at();
create or replace trigger refuse_delete before delete on suppliers for each statement when (not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and not app.member_can('member')) execute function app.refuse_write();

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
grant select (id, status, deleted_at, limits) on organizations to startkit_definer;
create policy definer_select on portal_users for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, id, customer_id, status) on portal_users to startkit_definer;
create policy definer_select on customers for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, id, status, tier) on customers to startkit_definer;
create policy definer_select on inventory for select to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
create policy definer_update on inventory for update to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')))
  with check (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
grant select (organization_id, sku_id, on_hand, reserved), update (on_hand, reserved) on inventory to startkit_definer;
create policy definer_select on orders for select to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
create policy definer_update on orders for update to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')))
  with check (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
grant select (organization_id, id, subtotal), update (subtotal) on orders to startkit_definer;
create policy definer_select on order_lines for select to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
grant select (organization_id, order_id, sku_id, quantity, line_total) on order_lines to startkit_definer;
create policy definer_select on invoices for select to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
create policy definer_update on invoices for update to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')))
  with check (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
grant select (organization_id, id, paid), update (paid) on invoices to startkit_definer;
create policy definer_select on payments for select to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
grant select (organization_id, invoice_id, amount) on payments to startkit_definer;
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
create policy definer_select on inventory_balances for select to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
create policy definer_insert on inventory_balances for insert to startkit_definer
  with check (true);
create policy definer_update on inventory_balances for update to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')))
  with check (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
grant select (organization_id, item_id, lot_id, location_id, quantity, last_entry_at), insert (organization_id, item_id, lot_id, location_id, quantity, last_entry_at), update (quantity, last_entry_at) on inventory_balances to startkit_definer;
create policy definer_select on organization_settings for select to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
grant select (organization_id, allow_negative_stock) on organization_settings to startkit_definer;
create policy definer_select on count_lines for select to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
grant select (organization_id, id, count_sheet_id, item_id, lot_id, variance) on count_lines to startkit_definer;
create policy definer_select on inventory_ledger for select to startkit_definer
  using (organization_id = (select app.current_org_id()) or (select pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')));
create policy definer_insert on inventory_ledger for insert to startkit_definer
  with check (true);
grant select (organization_id), insert (organization_id, item_id, location_id, lot_id, quantity_delta, reason, reference, count_line_id, occurred_at, user_id) on inventory_ledger to startkit_definer;

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
create or replace function app.guard_order() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'draft' and not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') then
      raise exception 'an order begins as a draft, not as "%"', new.status
        using errcode = '23514', table = 'orders', constraint = 'orders_transition';
    end if;
    return new;
  end if;
  if new.status <> old.status and (old.status, new.status) not in (values ('draft', 'pending'), ('draft', 'cancelled'), ('pending', 'confirmed'), ('pending', 'cancelled'), ('confirmed', 'fulfilled'), ('confirmed', 'cancelled'), ('fulfilled', 'delivered'), ('fulfilled', 'cancelled')) then
    raise exception 'an order that is "%" does not become "%"', old.status, new.status
      using errcode = '23514', table = 'orders', constraint = 'orders_transition';
  end if;
  if old.status not in ('draft', 'pending')
    and (new.customer_id, new.currency, new.ordered_on, new.tax)
      is distinct from (old.customer_id, old.currency, old.ordered_on, old.tax)
  then
    raise exception 'an order that is "%" keeps its customer, its day and its tax', old.status
      using errcode = '23514', table = 'orders', constraint = 'orders_settled';
  end if;
  if new.status = 'delivered' and old.status <> 'delivered' then
    new.delivered_on := coalesce(new.delivered_on, greatest(current_date, new.ordered_on));
  end if;
  return new;
end
$function$;
revoke execute on function app.guard_order() from public;
create or replace trigger guard_order before insert or update on orders for each row execute function app.guard_order();
create or replace trigger move_stock after update on orders referencing old table as before new table as after for each statement execute function app.move_stock();
create or replace function app.guard_order_line() returns pg_catalog.trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $function$
declare
  line record := coalesce(new, old);
  stage pg_catalog.text;
begin
  if tg_op <> 'UPDATE' and pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') then
    return null;
  end if;
  if tg_op = 'UPDATE' and (new.organization_id, new.order_id) is distinct from (old.organization_id, old.order_id) then
    raise exception 'a line stays with its order'
      using errcode = '23514', table = 'order_lines', constraint = 'order_lines_settled';
  end if;
  select o.status into stage from public.orders o
    where o.organization_id = line.organization_id and o.id = line.order_id for no key update;
  if stage not in ('draft', 'pending') and (tg_op <> 'UPDATE'
    or (new.sku_id, new.quantity, new.unit_price, new.price_rule, new.price_list_entry_id)
      is distinct from (old.sku_id, old.quantity, old.unit_price, old.price_rule, old.price_list_entry_id))
  then
    raise exception 'the lines of an order that is "%" stay as they are', stage
      using errcode = '23514', table = 'order_lines', constraint = 'order_lines_settled';
  end if;
  return null;
end
$function$;
revoke execute on function app.guard_order_line() from public;
create or replace trigger guard_order_line after insert or update or delete on order_lines for each row execute function app.guard_order_line();
create or replace trigger sum_order_insert after insert on order_lines referencing new table as changed for each statement execute function app.sum_order();
create or replace trigger sum_order_update after update on order_lines referencing new table as changed for each statement execute function app.sum_order();
create or replace trigger sum_order_delete after delete on order_lines referencing old table as changed for each statement execute function app.sum_order();
create or replace trigger sum_invoice after insert on payments referencing new table as changed for each statement execute function app.sum_invoice();
create or replace function app.convert_cart() returns pg_catalog.trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $function$
begin
  update public.carts c set status = 'converted'
    where c.organization_id = new.organization_id and c.id = new.cart_id
      and c.portal_user_id = new.portal_user_id and c.status = 'active' and c.expires_at > now();
  if not found and not pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') then
    raise exception 'the cart is not an active one of the portal user who orders'
      using errcode = '23514', table = 'orders', constraint = 'orders_cart_active';
  end if;
  return null;
end
$function$;
create or replace function app.guard_cart() returns pg_catalog.trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $function$
begin
  if tg_op = 'INSERT' and pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') then
    return null;
  end if;
  if tg_op = 'UPDATE' and old.status = new.status then
    return null;
  end if;
  if tg_op = 'UPDATE' and old.status <> 'active' then
    raise exception 'a cart that is "%" stays so', old.status
      using errcode = '23514', table = 'carts', constraint = 'carts_closed';
  end if;
  if new.status = 'converted' and not exists (select from public.orders o
    where o.organization_id = new.organization_id and o.cart_id = new.id)
  then
    raise exception 'a cart is converted by an order'
      using errcode = '23514', table = 'carts', constraint = 'carts_converted';
  end if;
  return null;
end
$function$;
create or replace function app.guard_cart_item() returns pg_catalog.trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $function$
declare
  cart record;
begin
  if tg_op <> 'UPDATE' and pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') then
    return null;
  end if;
  for cart in select c.status from public.carts c
    where c.organization_id in (old.organization_id, new.organization_id) and c.id in (old.cart_id, new.cart_id)
    order by c.id for share
  loop
    if cart.status <> 'active' then
      raise exception 'the items of a cart that is "%" stay as they are', cart.status
        using errcode = '23514', table = 'cart_items', constraint = 'cart_items_settled';
    end if;
  end loop;
  return null;
end
$function$;
revoke execute on function app.convert_cart(), app.guard_cart(), app.guard_cart_item() from public;
create or replace trigger convert_cart after insert on orders for each row when (new.cart_id is not null) execute function app.convert_cart();
create or replace trigger guard_cart after insert or update on carts for each row execute function app.guard_cart();
create or replace trigger guard_cart_item after insert or update or delete on cart_items for each row execute function app.guard_cart_item();
create extension if not exists btree_gist with schema public;
do $$ begin
  if not exists (select from pg_catalog.pg_constraint
    where conrelid = 'public.price_list_entries'::pg_catalog.regclass and conname = 'price_list_entries_tier_overlap')
  then
    alter table public.price_list_entries add constraint price_list_entries_tier_overlap exclude using gist (
      organization_id with =, sku_id with =, minimum_quantity with =, tier with =,
      pg_catalog.daterange(valid_from, valid_to, '[]') with &&) where (customer_id is null);
  end if;
end $$;
do $$ begin
  if not exists (select from pg_catalog.pg_constraint
    where conrelid = 'public.price_list_entries'::pg_catalog.regclass and conname = 'price_list_entries_customer_overlap')
  then
    alter table public.price_list_entries add constraint price_list_entries_customer_overlap exclude using gist (
      organization_id with =, sku_id with =, minimum_quantity with =, customer_id with =,
      pg_catalog.daterange(valid_from, valid_to, '[]') with &&) where (customer_id is not null);
  end if;
end $$;
do $$ begin
  if not exists (select from pg_catalog.pg_constraint
    where conrelid = 'public.state_tax_rates'::pg_catalog.regclass and conname = 'state_tax_rates_overlap')
  then
    alter table public.state_tax_rates add constraint state_tax_rates_overlap exclude using gist (
      organization_id with =, state with =, product_type with =,
      pg_catalog.daterange(valid_from, valid_to, '[]') with &&);
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
create or replace trigger inventory_ledger_balance_trigger after insert on inventory_ledger referencing new table as entries for each statement execute function app.update_inventory_balance();
create or replace function app.guard_count_sheet() returns pg_catalog.trigger
  language plpgsql volatile set search_path = public, pg_temp
as $function$
begin
  if old.status in ('posted', 'cancelled') then
    raise exception 'count sheet % is %: it does not change any more', old.count_number, old.status
      using errcode = '23514', table = 'count_sheets', constraint = 'count_sheets_final';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if new.status <> old.status and not (new.status = 'cancelled' or old.status = 'draft' and new.status = 'counting'
    or old.status = 'counting' and new.status = 'posted')
  then
    raise exception 'a count sheet does not go from % to %', old.status, new.status
      using errcode = '23514', table = 'count_sheets', constraint = 'count_sheets_status_order';
  end if;
  if new.status <> 'posted' then
    return new;
  end if;
  if exists (select from public.count_lines l
    where l.organization_id = new.organization_id and l.count_sheet_id = new.id and l.counted is null)
  then
    raise exception 'count sheet % has lines that nobody counted', new.count_number
      using errcode = '23514', table = 'count_sheets', constraint = 'count_sheets_counted';
  end if;
  new.posted_at := pg_catalog.now();
  new.posted_by := (select m.user_id from public.organization_members m
    where m.organization_id = new.organization_id and m.user_id = app.current_user_id());
  return new;
end
$function$;
create or replace function app.guard_count_line() returns pg_catalog.trigger
  language plpgsql volatile set search_path = public, pg_temp
as $function$
declare
  changed public.count_lines := coalesce(new, old);
  sheet pg_catalog.record;
begin
  if tg_op = 'INSERT' and pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE') and app.current_org_id() is null then
    return new;
  end if;
  if tg_op = 'UPDATE' and (new.organization_id, new.count_sheet_id, new.item_id) is distinct from
    (old.organization_id, old.count_sheet_id, old.item_id) or tg_op = 'UPDATE' and new.lot_id is distinct from old.lot_id
  then
    raise exception 'a count line stays what it is of'
      using errcode = '23514', table = 'count_lines', constraint = 'count_lines_fixed';
  end if;
  select s.status, s.location_id into sheet from public.count_sheets s
    where s.organization_id = changed.organization_id and s.id = changed.count_sheet_id for no key update;
  if sheet.status in ('posted', 'cancelled') then
    raise exception 'the count sheet is %: its lines do not change any more', sheet.status
      using errcode = '23514', table = 'count_lines', constraint = 'count_lines_final';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if tg_op = 'UPDATE' and new.counted is not distinct from old.counted then
    new.expected := old.expected;
    return new;
  end if;
  new.expected := coalesce((select b.quantity from public.inventory_balances b
    where b.organization_id = new.organization_id and b.item_id = new.item_id
      and b.location_id = sheet.location_id and b.lot_id is not distinct from new.lot_id), 0);
  return new;
end
$function$;
revoke execute on function app.guard_count_sheet(), app.guard_count_line() from public;
create or replace trigger guard_count_sheet before update or delete on count_sheets for each row execute function app.guard_count_sheet();
create or replace trigger guard_count_line before insert or update or delete on count_lines for each row execute function app.guard_count_line();
create or replace trigger post_count_sheet after update on count_sheets for each row when (old.status <> 'posted' and new.status = 'posted') execute function app.post_count_sheet();
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
comment on table balance_backfills is 'How far db:backfill-balances came: a run that was interrupted goes on from there.';
comment on column balance_backfills.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column balance_backfills.last_organization_id is 'The organization of the last item that is done; null: none is.';
comment on column balance_backfills.last_item_id is 'The last item that is done: they are taken in the order of their keys.';
comment on column balance_backfills.items_done is 'How many items are done.';
comment on column balance_backfills.balances_mended is 'How many balances were not what the ledger says.';
comment on column balance_backfills.finished_at is 'When every item was done; null: not yet.';
comment on column balance_backfills.created_at is 'When the row was made.';
comment on column balance_backfills.updated_at is 'When the row was last changed; kept by a trigger.';
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
comment on table cart_items is 'What is in a cart. Its price is that of the day on which it is ordered.';
comment on column cart_items.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column cart_items.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column cart_items.cart_id is 'The cart.';
comment on column cart_items.portal_user_id is 'Whose the cart is; the foreign key says that it is.';
comment on column cart_items.sku_id is 'What is wanted.';
comment on column cart_items.quantity is 'How many bottles.';
comment on column cart_items.created_at is 'When the row was made.';
comment on column cart_items.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table carts is 'What a portal user is about to order. Each has one active cart at most.';
comment on column carts.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column carts.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column carts.portal_user_id is 'Whose it is.';
comment on column carts.expires_at is 'Until when it can become an order.';
comment on column carts.status is 'Whether it is still filled, was given up, or became an order.';
comment on column carts.created_at is 'When the row was made.';
comment on column carts.updated_at is 'When the row was last changed; kept by a trigger.';
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
comment on table count_lines is 'One item of a count, of one of its lots.';
comment on column count_lines.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column count_lines.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column count_lines.count_sheet_id is 'The count it belongs to.';
comment on column count_lines.item_id is 'What is counted.';
comment on column count_lines.lot_id is 'Which lot of it; null: what belongs to none.';
comment on column count_lines.expected is 'The balance at the moment it was counted; a trigger fills it in.';
comment on column count_lines.counted is 'How much was there; null: not counted yet.';
comment on column count_lines.variance is 'What the ledger lacks: counted less expected.';
comment on column count_lines.created_at is 'When the row was made.';
comment on column count_lines.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table count_sheets is 'What is counted at a location, and becomes entries of the ledger once it is posted.';
comment on column count_sheets.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column count_sheets.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column count_sheets.count_number is 'The number of the count; unique in the organization.';
comment on column count_sheets.location_id is 'Where is counted.';
comment on column count_sheets.status is 'draft, then counting, then posted; or cancelled before that. Posted and cancelled are final.';
comment on column count_sheets.posted_at is 'When its differences were entered in the ledger; null: not yet.';
comment on column count_sheets.posted_by is 'The member who posted it; null: the system did, or nobody yet.';
comment on column count_sheets.created_at is 'When the row was made.';
comment on column count_sheets.updated_at is 'When the row was last changed; kept by a trigger.';
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
comment on table inventory is 'How much there is of each SKU, in bottles.';
comment on column inventory.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column inventory.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column inventory.sku_id is 'Of what.';
comment on column inventory.on_hand is 'How many bottles are in the warehouse.';
comment on column inventory.reserved is 'How many of them confirmed orders wait for.';
comment on column inventory.available is 'How many more may be ordered.';
comment on column inventory.created_at is 'When the row was made.';
comment on column inventory.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table inventory_balances is 'How much of each item, of each of its lots, is at each location: the sum of its entries in the ledger, kept by a trigger.';
comment on column inventory_balances.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column inventory_balances.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column inventory_balances.item_id is 'Of which item.';
comment on column inventory_balances.location_id is 'Where.';
comment on column inventory_balances.lot_id is 'Of which lot; null: what belongs to none.';
comment on column inventory_balances.quantity is 'How much, in the item’s unit. Below zero only where the organization’s settings allow it.';
comment on column inventory_balances.last_entry_at is 'When the last of its entries happened; null: there is none.';
comment on column inventory_balances.created_at is 'When the row was made.';
comment on column inventory_balances.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table inventory_ledger is 'What went in and out, entry by entry. Rows are only ever added: a mistake is mended by another entry.';
comment on column inventory_ledger.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column inventory_ledger.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column inventory_ledger.item_id is 'What was moved.';
comment on column inventory_ledger.location_id is 'Where it went in or out.';
comment on column inventory_ledger.lot_id is 'Of which lot of that item; null: of none.';
comment on column inventory_ledger.quantity_delta is 'By how much, in the item’s unit: in is positive, out is negative.';
comment on column inventory_ledger.reason is 'Why.';
comment on column inventory_ledger.reference is 'What it belongs to, as people know it: an order, a delivery, a count sheet.';
comment on column inventory_ledger.count_line_id is 'The line of a count sheet that it was posted for; null: for none.';
comment on column inventory_ledger.occurred_at is 'When it happened, which may be before it was entered.';
comment on column inventory_ledger.user_id is 'The member who entered it; null: the system did.';
comment on column inventory_ledger.created_at is 'When the row was made.';
comment on column inventory_ledger.updated_at is 'When the row was last changed; kept by a trigger.';
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
comment on table invoices is 'What a customer owes for an order: one invoice each, beside those that are void.';
comment on column invoices.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column invoices.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column invoices.number is 'The invoice number; unique in the organization.';
comment on column invoices.order_id is 'The order it is for.';
comment on column invoices.customer_id is 'Whose the order is; the foreign key says that it is.';
comment on column invoices.status is 'Open, partly paid, paid or void: it follows from the other columns.';
comment on column invoices.issued_on is 'The day it was made.';
comment on column invoices.due_on is 'The last day to pay it.';
comment on column invoices.total is 'What is owed.';
comment on column invoices.paid is 'The sum of its payments; kept by a trigger.';
comment on column invoices.currency is 'ISO 4217: the order’s; the foreign key says that it is.';
comment on column invoices.voided_at is 'When it was taken back; null: it was not. One that was paid is not.';
comment on column invoices.created_at is 'When the row was made.';
comment on column invoices.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table items is 'What lies in the warehouse.';
comment on column items.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column items.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column items.item_number is 'The number it is found by; unique in the organization.';
comment on column items.name is 'What it is called.';
comment on column items.unit is 'What its quantities count: each, case, kg.';
comment on column items.created_at is 'When the row was made.';
comment on column items.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table list_items is 'What is on a list.';
comment on column list_items.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column list_items.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column list_items.list_id is 'The list.';
comment on column list_items.portal_user_id is 'Whose the list is; the foreign key says that it is.';
comment on column list_items.sku_id is 'What is on it.';
comment on column list_items.quantity is 'How many bottles are ordered from it at a time.';
comment on column list_items.created_at is 'When the row was made.';
comment on column list_items.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table lists is 'What a portal user keeps for the next time: favourites, of which there is one list, and templates of orders.';
comment on column lists.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column lists.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column lists.portal_user_id is 'Whose it is.';
comment on column lists.kind is 'Whether it is the favourites or a template.';
comment on column lists.name is 'What they call it; unique among their lists.';
comment on column lists.created_at is 'When the row was made.';
comment on column lists.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table locations is 'Where items lie: a shelf, a cold room.';
comment on column locations.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column locations.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column locations.site is 'The building.';
comment on column locations.name is 'The place in it; unique in its site.';
comment on column locations.created_at is 'When the row was made.';
comment on column locations.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table lots is 'What was made together of one item, and expires together.';
comment on column lots.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column lots.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column lots.item_id is 'Of which item.';
comment on column lots.lot_number is 'The number on the package; unique for its item.';
comment on column lots.expires_on is 'The last day on which it is good; null: it does not expire.';
comment on column lots.created_at is 'When the row was made.';
comment on column lots.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table member_roles is 'Which roles a member has in an organization.';
comment on column member_roles.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column member_roles.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column member_roles.user_id is 'The member.';
comment on column member_roles.role_id is 'The role.';
comment on column member_roles.created_at is 'When the row was made.';
comment on column member_roles.updated_at is 'When the row was last changed; kept by a trigger.';
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
comment on table order_lines is 'What an order is for. Once the order is confirmed, its lines stay as they are.';
comment on column order_lines.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column order_lines.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column order_lines.order_id is 'The order.';
comment on column order_lines.customer_id is 'Whose the order is; the foreign key says that it is.';
comment on column order_lines.sku_id is 'What is ordered.';
comment on column order_lines.quantity is 'How many bottles.';
comment on column order_lines.unit_price is 'What one bottle costs.';
comment on column order_lines.currency is 'ISO 4217: the order’s; the foreign key says that it is.';
comment on column order_lines.line_total is 'What all of them cost.';
comment on column order_lines.price_rule is 'Whose price it is: the list’s, that of the customer’s tier, or the customer’s own.';
comment on column order_lines.price_list_entry_id is 'The entry of the price list it was taken from; null: the list price.';
comment on column order_lines.created_at is 'When the row was made.';
comment on column order_lines.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table orders is 'What a customer orders. It begins as a draft; triggers keep its stages, its subtotal and what is reserved for it.';
comment on column orders.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column orders.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column orders.number is 'The order number; unique in the organization.';
comment on column orders.customer_id is 'Who orders.';
comment on column orders.portal_user_id is 'Which of its people ordered, in the portal; null: a member took the order.';
comment on column orders.sales_rep_id is 'Which member the sale is counted for.';
comment on column orders.cart_id is 'The cart it was made from; a cart becomes one order.';
comment on column orders.status is 'Its stage: draft, pending, confirmed, fulfilled, delivered; or cancelled.';
comment on column orders.ordered_on is 'The day of the order: prices and taxes are those of that day.';
comment on column orders.delivered_on is 'The day of the delivery.';
comment on column orders.subtotal is 'The sum of its lines; kept by a trigger.';
comment on column orders.tax is 'The tax on it.';
comment on column orders.total is 'Subtotal and tax.';
comment on column orders.currency is 'ISO 4217: of all its amounts and of those of its lines.';
comment on column orders.created_at is 'When the row was made.';
comment on column orders.updated_at is 'When the row was last changed; kept by a trigger.';
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
comment on column organization_settings.allow_negative_stock is 'Whether more may be taken out of the warehouse than its ledger says is there.';
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
comment on table payments is 'What was paid of an invoice. No more than is open is taken, and no payment is changed.';
comment on column payments.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column payments.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column payments.invoice_id is 'The invoice.';
comment on column payments.customer_id is 'Whose the invoice is; the foreign key says that it is.';
comment on column payments.method is 'How it was paid.';
comment on column payments.amount is 'How much.';
comment on column payments.currency is 'ISO 4217: the invoice’s; the foreign key says that it is.';
comment on column payments.reference is 'The number of the check or of the transfer.';
comment on column payments.received_on is 'The day it came in.';
comment on column payments.created_at is 'When the row was made.';
comment on column payments.updated_at is 'When the row was last changed; kept by a trigger.';
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
comment on table portal_sessions is 'Refresh tokens of portal users: each use of one makes the next of its family.';
comment on column portal_sessions.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column portal_sessions.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column portal_sessions.portal_user_id is 'Who signed in.';
comment on column portal_sessions.family_id is 'The sign-in that the token descends from: they are revoked together.';
comment on column portal_sessions.generation is 'Which token of its family it is; the first is 1.';
comment on column portal_sessions.token_hash is 'The hash of the token, which itself is kept nowhere.';
comment on column portal_sessions.expires_at is 'Until when the token is taken.';
comment on column portal_sessions.used_at is 'When it was changed for its successor; null: not yet. A second use revokes the family.';
comment on column portal_sessions.revoked_at is 'When it was revoked; null: it was not.';
comment on column portal_sessions.ip_address is 'Where it was asked for from.';
comment on column portal_sessions.user_agent is 'The program that asked for it.';
comment on column portal_sessions.created_at is 'When the row was made.';
comment on column portal_sessions.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table portal_user_roles is 'Which roles a portal user has. Staff give them.';
comment on column portal_user_roles.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column portal_user_roles.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column portal_user_roles.portal_user_id is 'Who has the role.';
comment on column portal_user_roles.role_id is 'The role.';
comment on column portal_user_roles.created_at is 'When the row was made.';
comment on column portal_user_roles.updated_at is 'When the row was last changed; kept by a trigger.';
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
comment on table price_list_entries is 'Prices other than the list price. No two for the same buyer and quantity hold on one day.';
comment on column price_list_entries.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column price_list_entries.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column price_list_entries.sku_id is 'Of what.';
comment on column price_list_entries.tier is 'For which customers, unless it is for one alone.';
comment on column price_list_entries.customer_id is 'For which customer alone; nobody else sees it.';
comment on column price_list_entries.minimum_quantity is 'From how many bottles on.';
comment on column price_list_entries.unit_price is 'The price of one bottle.';
comment on column price_list_entries.currency is 'ISO 4217: of that price.';
comment on column price_list_entries.valid_from is 'The first day on which it holds.';
comment on column price_list_entries.valid_to is 'The last day on which it holds; null: until further notice.';
comment on column price_list_entries.created_at is 'When the row was made.';
comment on column price_list_entries.updated_at is 'When the row was last changed; kept by a trigger.';
comment on table products is 'What the organization sells, whatever the bottle.';
comment on column products.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column products.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column products.sku is 'The product number, as in WC-CAB-001; unique in the organization.';
comment on column products.name is 'What it is called.';
comment on column products.brand is 'Who makes it.';
comment on column products.category is 'What kind of drink it is: it is taxed by that.';
comment on column products.varietal is 'The grape, as in Pinot Noir.';
comment on column products.vintage is 'The year of the harvest; null: none is named.';
comment on column products.region is 'Where it comes from.';
comment on column products.status is 'Whether it is still sold.';
comment on column products.supplier_id is 'Whom it is bought from.';
comment on column products.created_at is 'When the row was made.';
comment on column products.updated_at is 'When the row was last changed; kept by a trigger.';
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
comment on table skus is 'How a product is packed. It is counted, priced and ordered in bottles.';
comment on column skus.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column skus.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column skus.product_id is 'What is in the bottle.';
comment on column skus.code is 'The number of this packaging; unique in the organization.';
comment on column skus.bottle_size_ml is 'What a bottle holds, in millilitres.';
comment on column skus.bottles_per_case is 'How many bottles a case holds.';
comment on column skus.unit_price is 'The list price of one bottle: for whom no other price applies.';
comment on column skus.currency is 'ISO 4217: of that price.';
comment on column skus.created_at is 'When the row was made.';
comment on column skus.updated_at is 'When the row was last changed; kept by a trigger.';
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
comment on table suppliers is 'Whom the organization buys from: wineries, distilleries, importers.';
comment on column suppliers.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column suppliers.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column suppliers.name is 'The name of the business; unique in the organization.';
comment on column suppliers.status is 'Whether it still supplies.';
comment on column suppliers.contact_name is 'Whom to ask for.';
comment on column suppliers.contact_email is 'Where they are written to.';
comment on column suppliers.contact_phone is 'Where they are called.';
comment on column suppliers.created_at is 'When the row was made.';
comment on column suppliers.updated_at is 'When the row was last changed; kept by a trigger.';
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
