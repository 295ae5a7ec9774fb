import { is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { definerGrants, definerPolicies, type DefinerAccess } from './definer-access.ts';
import { idTypesOf, type IdTypes } from '../context/id-types.ts';
import { readContextFunctions, readContextSignatures } from './context-functions.ts';
import { engineFunctions, engineSignatures } from './functions.ts';
import type { ExpectedAccess } from '../config/config.ts';
import { defaultRoles, type Roles } from './roles.ts';
import {
  dialects,
  tableAccess,
  type AccessOptions,
  type Grant,
  type Policy,
  type TableAccess,
} from './table-access.ts';

/** A function that policies call, owned by the definer role. */
export interface LookupFunction {
  /** "app.member_can(text)", as GRANT names it. */
  readonly signature: string;
  /** The `create or replace function` statement. */
  readonly sql: string;
  /** Roles that may execute it; none: it is a trigger's, which asks nobody. */
  readonly executableBy: readonly (keyof Roles)[];
}

/**
 * The types of ids are those of the tables' columns. A compiled database keeps them: `create or replace` cannot change
 * what a function returns (docs/tenant-client.md).
 */
export interface CompileOptions extends IdTypes {
  /** The schema's exports; everything that is not a table is passed over. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly roles?: Roles;
  readonly target?: 'postgres' | 'citus';
  /** SQL name of the tenant key. Default: organization_id. */
  readonly tenantKey?: string;
  /** SQL that is true when the acting member has at least the role `least`. Default: always true. */
  readonly memberCan?: (least: string) => string;
  /**
   * A function, "app.admit()", that a unit calls once its context is set, and that raises when the acting
   * user has no business there. Left out: whoever the application names may read.
   */
  readonly admission?: string;
  /** Whether the context must be signed (see context-functions.ts). Default true. */
  readonly signed?: boolean;
  readonly lookups?: readonly LookupFunction[];
  readonly definerAccess?: readonly DefinerAccess[];
  /** SQL that goes after everything else. */
  readonly extra?: readonly string[];
}

/**
 * Compiles the declarations into one script: functions, RLS on and forced, policies, grants, triggers.
 * Deterministic (the same declarations give the same text) and idempotent; meant to run as the owner of
 * the tables, in the transaction that changes them. Policies and grants of the declared tables that are
 * not in it are dropped: what holds is what is declared.
 *
 * @returns SQL text.
 * @throws Error when a table of the schema is not classified.
 */
export function compileRls(options: CompileOptions): string {
  const { access, tables } = accessOf(options);
  const { roles } = access;
  return [
    '-- Compiled from the declarations of the schema. Do not edit: change the declaration and run pnpm db:generate.',
    lockTables(tables),
    section(
      'Whom a transaction runs for',
      readContextFunctions(options.signed ?? true, roles, options),
    ),
    section('Functions', [...engineFunctions(options.admission), ...functionGrants(roles)]),
    section('Lookup functions', lookupSql(options.lookups ?? [], roles)),
    section('What every role may reach', schemaGrants(roles)),
    ...tables.map((table) => section(`Table ${table.name}`, tableSql(table, access))),
    section(
      'What lookup functions may read',
      (options.definerAccess ?? []).flatMap((a) => definerSql(a, roles)),
    ),
    section('Extra', options.extra ?? []),
  ]
    .filter(Boolean)
    .join('\n\n')
    .concat('\n');
}

/**
 * The policies that the script of the same declarations makes, table by table: what `check` compares a database with.
 *
 * @throws Error when a table of the schema is not classified.
 */
export function expectedAccess(options: CompileOptions): readonly ExpectedAccess[] {
  const { access, tables } = accessOf(options);
  return tables.map(({ name, policies }) => ({
    table: quote(name),
    policies: [
      ...policies,
      ...(options.definerAccess ?? [])
        .filter(({ table }) => table === name)
        .flatMap((definer) => definerPolicies(definer, access.roles.definer)),
    ],
  }));
}

function accessOf(options: CompileOptions) {
  const access: AccessOptions = {
    roles: options.roles ?? defaultRoles,
    dialect: dialects[options.target ?? 'postgres'],
    tenantKey: options.tenantKey ?? 'organization_id',
    memberCan: options.memberCan ?? (() => 'true'),
    ...idTypesOf(options),
  };
  const tables = Object.values(options.schema)
    .filter((value): value is PgTable => is(value, PgTable))
    .map((table) => tableAccess(table, access))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return { access, tables };
}

function section(title: string, statements: readonly string[]): string {
  return statements.length === 0 ? '' : [`-- ${title}`, ...statements].join('\n');
}

/** All of them first: taken one by one, the locks would cross those of running transactions. */
function lockTables(tables: readonly TableAccess[]): string {
  const names = tables.map(({ name }) => quote(name)).join(', ');
  return `lock table ${names} in access exclusive mode;`;
}

function functionGrants(roles: Roles): string[] {
  const functions = [...readContextSignatures, ...engineSignatures].join(', ');
  return [
    'revoke execute on all functions in schema app from public;',
    `grant execute on function ${functions} to ${tenantRoles(roles).join(', ')}, ${roles.definer};`,
  ];
}

function lookupSql(lookups: readonly LookupFunction[], roles: Roles): string[] {
  if (lookups.length === 0) return [];
  return [
    `grant usage, create on schema app to ${roles.definer};`,
    ...lookups.flatMap(({ sql, signature, executableBy }) => [
      sql.trim(),
      `alter function ${signature} owner to ${roles.definer};`,
      `revoke execute on function ${signature} from public;`,
      ...(executableBy.length === 0
        ? []
        : [
            `grant execute on function ${signature} to ${executableBy.map((role) => roles[role]).join(', ')};`,
          ]),
    ]),
    `revoke create on schema app from ${roles.definer};`,
  ];
}

function schemaGrants(roles: Roles): string[] {
  const all = [...tenantRoles(roles), roles.backup].join(', ');
  return [
    `grant usage on schema app, public to ${all}, ${roles.definer};`,
    // DROP OWNED BY the app role needs a right over this grant, which nobody who may run it has: without it,
    // that statement would take the policies and leave the grants.
    'create sequence if not exists app.canary;',
    `grant usage on sequence app.canary to ${tenantRoles(roles).join(', ')};`,
  ];
}

function tenantRoles(roles: Roles): string[] {
  return [roles.app, roles.portal, roles.superadmin];
}

function tableSql(table: TableAccess, options: AccessOptions): string[] {
  const name = quote(table.name);
  return [
    `alter table ${name} enable row level security;`,
    `alter table ${name} force row level security;`,
    `select app.drop_policies(${literal(name)}::pg_catalog.regclass);`,
    ...table.policies.map((policy) => policySql(name, policy)),
    `select app.drop_grants(${literal(name)}::pg_catalog.regclass);`,
    ...groupGrants(table.grants).map((grant) => grantSql(name, grant)),
    ...triggers(table, name, options),
  ];
}

function policySql(table: string, { name, role, command, using, check }: Policy): string {
  const clauses = [
    `create policy ${quote(name)} on ${table} for ${command} to ${role}`,
    ...(using === undefined ? [] : [`  using (${using})`]),
    ...(check === undefined ? [] : [`  with check (${check})`]),
  ];
  return `${clauses.join('\n')};`;
}

/** Grants of the same role, in one statement. */
function groupGrants(grants: readonly Grant[]): { role: string; privileges: string[] }[] {
  const byRole = new Map<string, string[]>();
  for (const { role, command, columns } of grants) {
    const privilege = columns ? `${command} (${columns.map(quote).join(', ')})` : command;
    byRole.set(role, [...(byRole.get(role) ?? []), privilege]);
  }
  return [...byRole].map(([role, privileges]) => ({ role, privileges }));
}

function grantSql(
  table: string,
  { role, privileges }: { role: string; privileges: string[] },
): string {
  return `grant ${privileges.join(', ')} on ${table} to ${role};`;
}

function triggers(table: TableAccess, name: string, options: AccessOptions): string[] {
  const { declaration } = table;
  const touch = table.columns.includes('updated_at')
    ? [
        `create or replace trigger touch_updated_at before update on ${name} for each row execute function app.touch_updated_at();`,
      ]
    : [];
  const append = declaration.appendOnly
    ? [
        `create or replace trigger append_only before update or delete or truncate on ${name} for each statement execute function app.refuse_change();`,
      ]
    : [];
  return [...touch, ...append, ...deleteGuard(table, name, options)];
}

/** A DELETE that a policy refuses would be zero rows, silently; it must be an error like other writes. */
function deleteGuard(
  table: TableAccess,
  name: string,
  { memberCan, roles }: AccessOptions,
): string[] {
  const { scope, write: least = 'member' } = table.declaration;
  const deletes = table.grants.some(
    ({ role, command }) => role === roles.app && command === 'delete',
  );
  if (scope !== 'tenant' || !deletes || least === false || memberCan(least) === 'true') return [];
  const staff = `pg_catalog.pg_has_role(current_user, ${literal(roles.superadmin)}, 'USAGE')`;
  return [
    `create or replace trigger refuse_delete before delete on ${name} for each statement when (not ${staff} and not ${memberCan(least)}) execute function app.refuse_write();`,
  ];
}

function definerSql(access: DefinerAccess, { definer }: Roles): string[] {
  const name = quote(access.table);
  return [
    ...definerPolicies(access, definer).map((policy) => policySql(name, policy)),
    ...groupGrants(definerGrants(access, definer)).map((grant) => grantSql(name, grant)),
  ];
}

function quote(identifier: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(identifier)
    ? identifier
    : `"${identifier.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
