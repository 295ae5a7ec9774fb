-- Compiled from the declarations of the schema. Do not edit: change the declaration and run pnpm db:generate.

lock table api_keys, audit_logs, cart_items, carts, customers, feature_flag_definitions, inventory, invitations, invoices, list_items, lists, member_roles, notifications, order_lines, orders, organization_feature_flags, organization_members, organization_settings, organizations, payments, permissions, portal_credentials, portal_sessions, portal_user_roles, portal_users, price_list_entries, products, projects, role_permissions, roles, skus, subscriptions, superadmin_audit_logs, suppliers, users, webhook_inbox in access exclusive mode;

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
grant execute on function app.move_stock() to startkit_superadmin;
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
grant execute on function app.sum_order() to startkit_superadmin;
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
grant execute on function app.sum_invoice() to startkit_superadmin;
revoke create on schema app from startkit_definer;

-- What every role may reach
grant usage on schema app, public to startkit_app, startkit_portal, startkit_superadmin, startkit_backup, startkit_definer;
create sequence if not exists app.canary;
grant usage on sequence app.canary to startkit_app, startkit_portal, startkit_superadmin;

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
grant select (id, status, deleted_at) on organizations to startkit_definer;
create policy definer_select on portal_users for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, id, customer_id, status) on portal_users to startkit_definer;
create policy definer_select on customers for select to startkit_definer
  using (organization_id = (select app.current_org_id()));
grant select (organization_id, id, status, tier) on customers to startkit_definer;
create policy definer_select on inventory for select to startkit_definer
  using (true);
create policy definer_update on inventory for update to startkit_definer
  using (true)
  with check (true);
grant select (organization_id, sku_id, on_hand, reserved), update (on_hand, reserved) on inventory to startkit_definer;
create policy definer_select on orders for select to startkit_definer
  using (true);
create policy definer_update on orders for update to startkit_definer
  using (true)
  with check (true);
grant select (organization_id, id, subtotal), update (subtotal) on orders to startkit_definer;
create policy definer_select on order_lines for select to startkit_definer
  using (true);
grant select (organization_id, order_id, sku_id, quantity, line_total) on order_lines to startkit_definer;
create policy definer_select on invoices for select to startkit_definer
  using (true);
create policy definer_update on invoices for update to startkit_definer
  using (true)
  with check (true);
grant select (organization_id, id, paid), update (paid) on invoices to startkit_definer;
create policy definer_select on payments for select to startkit_definer
  using (true);
grant select (organization_id, invoice_id, amount) on payments to startkit_definer;

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
create or replace function app.keep_prices_apart() returns pg_catalog.trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp
as $function$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'prices are entered in a transaction that is READ COMMITTED' using errcode = '25001';
  end if;
  perform from public.skus s
    where (s.organization_id, s.id) in (select c.organization_id, c.sku_id from changed c)
    order by s.organization_id, s.id for no key update;
  if exists (select from changed c join public.price_list_entries e
    on e.organization_id = c.organization_id and e.sku_id = c.sku_id and e.id <> c.id
      and e.minimum_quantity = c.minimum_quantity and e.tier is not distinct from c.tier
      and e.customer_id is not distinct from c.customer_id
      and daterange(e.valid_from, e.valid_to, '[]') && daterange(c.valid_from, c.valid_to, '[]'))
  then
    raise exception 'there is a price for the same SKU, buyer and quantity that holds on some of these days'
      using errcode = '23P01', table = 'price_list_entries', constraint = 'price_list_entries_no_overlap';
  end if;
  return null;
end
$function$;
revoke execute on function app.keep_prices_apart() from public;
create or replace trigger keep_prices_apart_insert after insert on price_list_entries referencing new table as changed for each statement execute function app.keep_prices_apart();
create or replace trigger keep_prices_apart_update after update on price_list_entries referencing new table as changed for each statement execute function app.keep_prices_apart();
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
comment on table inventory is 'How much there is of each SKU, in bottles.';
comment on column inventory.organization_id is 'Whose row it is. Row-Level Security compares it with the context.';
comment on column inventory.id is 'Its id: a UUIDv7, made by the database, so that newer rows sort after older ones.';
comment on column inventory.sku_id is 'Of what.';
comment on column inventory.on_hand is 'How many bottles are in the warehouse.';
comment on column inventory.reserved is 'How many of them confirmed orders wait for.';
comment on column inventory.available is 'How many more may be ordered.';
comment on column inventory.created_at is 'When the row was made.';
comment on column inventory.updated_at is 'When the row was last changed; kept by a trigger.';
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
