import { idTypesOf, type IdType, type IdTypes } from '../context/id-types.ts';
import type { Roles } from './roles.ts';
import { searchPath } from './search-path.ts';

/*
 * Whom the transaction runs for, as the server sees it. The client sets one setting, app.context:
 *
 *     key id , expiry , role , organization , user , portal user , superadmin [ , HMAC-SHA256 in hex ]
 *
 * (expiry in seconds since 1970; what is not there is empty). Any SQL can change a setting, so nothing reads it
 * but app.context(), which returns it only when the HMAC is of a key in app.context_keys. Compiled without
 * signatures, it returns what is set: good against mistakes, not against injection.
 *
 * All are PL/pgSQL, because that keeps its plan for the session: a statement is planned each time, and an SQL function
 * in it would be taken apart each time (20 µs each). They name everything in pg_catalog, so that no setting planted
 * when they are first called changes what they mean. The key is only ever a column of a row:
 * in a variable, it could be printed (debug_print_plan). Both sides of the comparison are hashed once more, so that
 * how long it takes tells nothing. HMAC: RFC 2104, over the stored key XOR ipad and key XOR opad.
 */

const keyTable = `
create table if not exists app.context_keys (
  id pg_catalog.text primary key,
  inner_pad pg_catalog.bytea not null check (pg_catalog.length(inner_pad) = 64),
  outer_pad pg_catalog.bytea not null check (pg_catalog.length(outer_pad) = 64),
  created_at pg_catalog.timestamptz not null default pg_catalog.now()
);`;

/** A function that gives out `result`, made of `message`, only when the signature holds. */
const verified = (name: string, returns: string, result: string) => `
create or replace function app.${name}() returns ${returns}
  language plpgsql stable parallel safe security definer set search_path = ${searchPath}
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
    return ${result};
  end if;
  raise exception 'the context is not signed with a key of this database, or has expired'
    using errcode = 'TN004';
end
$function$;`;

const signedContext = verified('context', 'pg_catalog.text', 'message');

/** By what PostgreSQL itself calls them: no type of another schema is meant. */
const sqlTypes: Readonly<Record<IdType, string>> = {
  uuid: 'pg_catalog.uuid',
  bigint: 'pg_catalog.int8',
  integer: 'pg_catalog.int4',
  text: 'pg_catalog.text',
};

const idPart = (type: IdType, index: number, source: string) =>
  `nullif(pg_catalog.split_part(${source}, ',', ${index}), '')::${sqlTypes[type]}`;

// Nearly every statement asks for it, most for nothing else: without the call of app.context() in between.
const signedOrganization = (type: IdType) =>
  verified('current_org_id', sqlTypes[type], idPart(type, 4, 'message'));

const unsignedContext = `
create or replace function app.context() returns pg_catalog.text
  language plpgsql stable parallel safe set search_path = ${searchPath}
as $function$
begin
  return nullif(pg_catalog.current_setting('app.context', true), '');
end
$function$;`;

const part = (name: string, type: IdType, index: number, source = 'app.context()') => `
create or replace function app.${name}() returns ${sqlTypes[type]}
  language plpgsql stable parallel safe set search_path = ${searchPath}
as $function$
begin
  return ${idPart(type, index, source)};
end
$function$;`;

const unproven = `pg_catalog.current_setting('app.context', true)`;

// What the context says, unproven: a column's default, once a row. The policy checks the row.
const claimedOrganization = (type: IdType) => part('claimed_org_id', type, 4, unproven);

const unsigned = (type: IdType) => [unsignedContext, part('current_org_id', type, 4, unproven)];

const isSuperadmin = `
create or replace function app.is_superadmin() returns pg_catalog.bool
  language plpgsql stable parallel safe set search_path = ${searchPath}
as $function$
begin
  return coalesce(pg_catalog.split_part(app.context(), ',', 7) operator(pg_catalog.=) 'true', false);
end
$function$;`;

const unscopedUserId = (type: IdType) => `
create or replace function app.unscoped_user_id() returns ${sqlTypes[type]}
  language plpgsql stable parallel safe set search_path = ${searchPath}
as $function$
declare
  message pg_catalog.text := app.context();
begin
  if pg_catalog.split_part(message, ',', 4) operator(pg_catalog.=) '' then
    return ${idPart(type, 5, 'message')};
  end if;
  return null;
end
$function$;`;

/**
 * What policies read, as repeatable statements; but `create or replace` does not change what a function returns.
 *
 * @param signed whether the context must be signed.
 * @param types what those return that are named after an organization or a user.
 */
export function readContextFunctions(
  signed: boolean,
  { definer }: Roles,
  types: IdTypes = {},
): readonly string[] {
  const { tenantKeyType, userIdType } = idTypesOf(types);
  return [
    ...(signed ? signedBy(definer, tenantKeyType) : unsigned(tenantKeyType)),
    part('current_user_id', userIdType, 5),
    part('current_portal_user_id', userIdType, 6),
    claimedOrganization(tenantKeyType),
    isSuperadmin,
    unscopedUserId(userIdType),
  ].map((text) => text.trim());
}

function signedBy(definer: string, tenantKeyType: IdType): readonly string[] {
  return [
    keyTable,
    'revoke all on app.context_keys from public;',
    `grant select (id, inner_pad, outer_pad) on app.context_keys to ${definer};`,
    `grant usage, create on schema app to ${definer};`,
    signedContext,
    signedOrganization(tenantKeyType),
    `alter function app.context() owner to ${definer};`,
    `alter function app.current_org_id() owner to ${definer};`,
    `revoke create on schema app from ${definer};`,
  ];
}

export const readContextSignatures: readonly string[] = [
  'app.context()',
  'app.current_org_id()',
  'app.current_user_id()',
  'app.current_portal_user_id()',
  'app.claimed_org_id()',
  'app.unscoped_user_id()',
  'app.is_superadmin()',
];
