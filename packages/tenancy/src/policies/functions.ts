import { searchPath } from './search-path.ts';

/*
 * The SQL side of the tenant client: what client/steps.ts calls, and what the compiled script uses itself.
 *
 * No setting planted in a session may change what a body means (security.md 26): it is BEGIN ATOMIC, parsed once,
 * here, or PL/pgSQL that names everything in pg_catalog. enter_context and confirm_context run only after RESET ALL,
 * and carry no SET clause: it would undo what they set.
 *
 * SQLSTATEs of our own: TN001 the session is not clean, TN002 the context is not in force,
 * TN003 the user is not admitted, TN004 the context's signature does not hold.
 */

const withDeleted = `
create or replace function app.with_deleted() returns pg_catalog.bool
  language plpgsql stable parallel safe set search_path = ${searchPath}
as $function$
begin
  return coalesce(pg_catalog.current_setting('app.with_deleted', true) operator(pg_catalog.=) 'true', false);
end
$function$;`;

// RFC 9562, section 5.7: 48 bits of Unix milliseconds, then random bits; the version's four bits turn from
// 0100 (what gen_random_uuid() gives) to 0111. PostgreSQL has uuidv7() from 18 on only.
const uuidV7 = `
create or replace function app.uuid_v7() returns pg_catalog.uuid
  language sql volatile parallel safe
begin atomic
  select pg_catalog.encode(pg_catalog.set_bit(pg_catalog.set_bit(
    overlay(pg_catalog.uuid_send(pg_catalog.gen_random_uuid())
      placing substring(pg_catalog.int8send(
        (extract(epoch from pg_catalog.clock_timestamp()) * 1000)::pg_catalog.int8) from 3)
      from 1 for 6), 52, 1), 53, 1), 'hex')::pg_catalog.uuid;
end;`;

/*
 * What a unit must not find from an earlier one, cleaned where that can be. Prepared statements are looked at, because
 * those of the protocol may be a pooler's; the rest costs less to do than to look at.
 */
const cleanSession = `
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
    pg_catalog.hashtext(nonce)::pg_catalog.float8 operator(pg_catalog./) 2147483648));`;

/*
 * Assignments, not PERFORM: an expression that is a call alone costs no executor. `clean`: whether the session is cleaned
 * first (hardening: 'full'). Without an admission nothing is verified here: the policies do it.
 */
const enterContext = (name: string, clean: boolean, admission: string | undefined) => `
create or replace function app.${name}(
  context pg_catalog.text,
  with_deleted pg_catalog.text,
  nonce pg_catalog.text
) returns pg_catalog.text
  language plpgsql volatile parallel unsafe
as $function$
declare
  done pg_catalog.text;
  prepared pg_catalog.name;
begin${clean ? cleanSession : ''}
  done := pg_catalog.concat(
    pg_catalog.set_config('search_path', '${searchPath}', true),
    pg_catalog.set_config('app.context', context, true),
    pg_catalog.set_config('app.with_deleted', with_deleted, true),
    pg_catalog.set_config('app.context_nonce', nonce, true),
    pg_catalog.set_config('app.context_step', '0', true));${admission ? `\n  perform ${admission};` : ''}
  return pg_catalog.set_config('app.context_entered',
    extract(epoch from pg_catalog.now())::pg_catalog.text, true);
end
$function$;`;

/*
 * What is in force is compared as a whole, not by the nonce alone: what a statement changes in it must not outlive that
 * statement. The time says that it is still the transaction that was entered (a copy of the settings could outlive
 * it). The step is counted by the confirmations: rolling back to a savepoint, which only the client may do, sets it
 * back, and the next confirmation finds it too low.
 */
const confirmContext = `
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
$function$;`;

const showDeleted = `
create or replace function app.show_deleted(with_deleted pg_catalog.text) returns pg_catalog.text
  language sql volatile parallel unsafe
begin atomic
  select pg_catalog.set_config('app.with_deleted', with_deleted, true);
end;`;

const touchUpdatedAt = `
create or replace function app.touch_updated_at() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  new.updated_at := pg_catalog.now();
  return new;
end
$function$;`;

const refuseChange = `
create or replace function app.refuse_change() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  raise exception 'table "%" is append-only', tg_table_name using errcode = '42501';
end
$function$;`;

const refuseWrite = `
create or replace function app.refuse_write() returns pg_catalog.trigger
  language plpgsql set search_path = pg_catalog, pg_temp
as $function$
begin
  raise exception 'the member''s role may not write: row-level security policy for table "%"', tg_table_name
    using errcode = '42501';
end
$function$;`;

// The compiled script's own: what it did not declare goes. Nobody but the owner may execute them.
const dropPolicies = `
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
$function$;`;

const dropGrants = `
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
$function$;`;

/** What the client calls, and what the compiled script uses itself, as repeatable statements. */
export const engineFunctions = (admission?: string): readonly string[] =>
  [
    uuidV7,
    withDeleted,
    enterContext('enter_context', true, admission),
    enterContext('enter_context_only', false, admission),
    confirmContext,
    showDeleted,
    touchUpdatedAt,
    refuseChange,
    refuseWrite,
    dropPolicies,
    dropGrants,
  ].map((text) => text.trim());

/** Signatures of the functions that tenant roles may execute. */
export const engineSignatures: readonly string[] = [
  'app.uuid_v7()',
  'app.with_deleted()',
  'app.enter_context(text, text, text)',
  'app.enter_context_only(text, text, text)',
  'app.confirm_context(text, text)',
  'app.show_deleted(text)',
];
