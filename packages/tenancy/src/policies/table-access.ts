import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import type { IdType } from '../context/id-types.ts';
import type { Command, Declaration } from '../declare/declaration.ts';
import { declarationOf } from '../declare/declaration.ts';
import type { Roles } from './roles.ts';

/** One policy: permissive, for one role and one command. */
export interface Policy {
  readonly name: string;
  readonly role: string;
  readonly command: Command | 'all';
  readonly using?: string;
  readonly check?: string;
}

export interface Grant {
  readonly role: string;
  readonly command: Command;
  /** SQL names; left out: the whole table. */
  readonly columns?: readonly string[];
}

/** All that the compiled script says about one table. */
export interface TableAccess {
  readonly name: string;
  readonly columns: readonly string[];
  readonly declaration: Declaration;
  readonly policies: readonly Policy[];
  readonly grants: readonly Grant[];
}

/** How expressions are written for a target. */
export interface Dialect {
  /** A policy's call of a STABLE function: `(select f())` runs once a statement; Citus wants it bare. */
  call(expression: string): string;
}

export const dialects: Readonly<Record<'postgres' | 'citus', Dialect>> = {
  postgres: { call: (expression) => `(select ${expression})` },
  citus: { call: (expression) => expression },
};

export interface AccessOptions {
  readonly roles: Roles;
  readonly dialect: Dialect;
  readonly tenantKey: string;
  readonly tenantKeyType: IdType;
  readonly userIdType: IdType;
  /** SQL that is true when the acting member has at least the role `least`. */
  readonly memberCan: (least: string) => string;
}

const everything: readonly Command[] = ['select', 'insert', 'update', 'delete'];

/**
 * What each role may do with `table`, from its declaration.
 *
 * @throws Error when the table is not classified.
 */
export function tableAccess(table: PgTable, options: AccessOptions): TableAccess {
  const config = getTableConfig(table);
  const declaration = declarationOf(table);
  if (!declaration) {
    throw new Error(
      `Table "${config.name}" is not classified: declare it with tenantTable, or wrap it in tenantScope.`,
    );
  }
  const columns = config.columns.map((column) => column.name);
  const target = { name: config.name, columns, declaration };
  const app = appAccess(target, options);
  const portal = portalAccess(target, options);
  const staff = staffAccess(target, options);
  return {
    ...target,
    policies: [...app.policies, ...portal.policies, ...staff.policies],
    grants: [...app.grants, ...portal.grants, ...staff.grants],
  };
}

type Target = Pick<TableAccess, 'name' | 'columns' | 'declaration'>;
type Access = Pick<TableAccess, 'policies' | 'grants'>;

/** Members. Write checks raise; what a policy hides, it hides for reads and writes alike. */
function appAccess(target: Target, options: AccessOptions): Access {
  const { declaration } = target;
  switch (declaration.scope) {
    case 'private':
      return { policies: [], grants: [] };
    case 'global':
      return readOnly(options.roles.app, 'true');
    case 'user':
      return selfAccess(target, options);
    case 'organization':
      return organizationAccess(target, options);
    case 'tenant':
      return tenantAccess(target, options);
  }
}

function tenantAccess(target: Target, options: AccessOptions): Access {
  const { declaration } = target;
  const { call } = options.dialect;
  const role = options.roles.app;
  const own = `${options.tenantKey} = ${call('app.current_org_id()')}`;
  const visible = all(
    own,
    ownedBy(declaration, options),
    undeleted(declaration, options),
    declaration.visible,
  );
  const changeable = all(visible, declaration.changeable);
  const may = roleCheck(declaration, options);
  const policies: Policy[] = [
    { name: 'tenant_select', role, command: 'select', using: visible },
    ...ownRows(declaration, options),
    {
      name: 'tenant_insert',
      role,
      command: 'insert',
      check: all(own, ...may, declaration.insertCheck),
    },
    { name: 'tenant_update', role, command: 'update', using: changeable, check: all(own, ...may) },
    { name: 'tenant_delete', role, command: 'delete', using: changeable },
  ];
  const commands = memberCommands(declaration);
  return {
    policies: policies.filter(({ command }) => commands.includes(command as Command)),
    grants: grantsOf(target, role, commands),
  };
}

/** Where nobody asks for a role, nothing: equal checks of one table are evaluated once, `and (select true)` makes them unequal. */
function roleCheck(
  { write: least = 'member' }: Declaration,
  { memberCan, dialect }: AccessOptions,
): readonly string[] {
  if (least === false || memberCan(least) === 'true') return [];
  return [dialect.call(memberCan(least))];
}

function memberCommands({ write, appendOnly, commands }: Declaration): readonly Command[] {
  const possible: readonly Command[] =
    write === false ? ['select'] : appendOnly ? ['select', 'insert'] : everything;
  return possible.filter((command) => commands?.includes(command) ?? true);
}

function ownRows({ ownRows: column }: Declaration, { roles, dialect }: AccessOptions): Policy[] {
  if (column === undefined) return [];
  const using = `${column} = ${dialect.call('app.unscoped_user_id()')}`;
  return [{ name: 'own_rows', role: roles.app, command: 'select', using }];
}

/** A member's own rows; the system, which is no member, sees them all. */
function ownedBy({ ownedBy: column }: Declaration, { dialect }: AccessOptions): string | undefined {
  if (column === undefined) return undefined;
  const user = dialect.call('app.current_user_id()');
  return `(${user} is null or ${column} = ${user})`;
}

function undeleted({ softDelete }: Declaration, { dialect }: AccessOptions): string | undefined {
  return softDelete ? `(deleted_at is null or ${dialect.call('app.with_deleted()')})` : undefined;
}

function all(...conditions: readonly (string | undefined)[]): string {
  return conditions.filter((condition) => condition !== undefined).join(' and ');
}

function organizationAccess(target: Target, options: AccessOptions): Access {
  const { call } = options.dialect;
  const role = options.roles.app;
  const own = `id = ${call('app.current_org_id()')}`;
  const policies: Policy[] = [
    {
      name: 'organization_select',
      role,
      command: 'select',
      using: `id = any (${call('app.visible_org_ids()')}::${options.tenantKeyType}[])`,
    },
    {
      name: 'organization_update',
      role,
      command: 'update',
      using: own,
      check: `${own} and ${call(options.memberCan(target.declaration.write || 'admin'))}`,
    },
  ];
  return { policies, grants: grantsOf(target, role, ['select', 'update']) };
}

function selfAccess(target: Target, options: AccessOptions): Access {
  const { call } = options.dialect;
  const role = options.roles.app;
  const self = `id = ${call('app.current_user_id()')}`;
  const policies: Policy[] = [
    {
      name: 'user_select',
      role,
      command: 'select',
      using: `id = any (${call('app.visible_user_ids()')}::${options.userIdType}[])`,
    },
    { name: 'user_update', role, command: 'update', using: self, check: self },
  ];
  return { policies, grants: grantsOf(target, role, ['select', 'update']) };
}

/** Customers' users: a role of its own, with policies of its own. Without `portal`, not even a grant. */
function portalAccess(target: Target, options: AccessOptions): Access {
  const { declaration } = target;
  const role = options.roles.portal;
  const { portal } = declaration;
  if (portal && declaration.scope === 'global') return readOnly(role, 'true');
  if (!portal || declaration.scope !== 'tenant') return { policies: [], grants: [] };
  const { call } = options.dialect;
  const owner = call(portal.owner ?? 'app.current_portal_user_id()');
  const own = all(
    `${options.tenantKey} = ${call('app.current_org_id()')}`,
    portal.ownedBy && `${portal.ownedBy} = ${owner}`,
    portal.visible,
  );
  const policies = portal.allow.map((command) => ({
    name: `portal_${command}`,
    role,
    command,
    ...(command === 'insert' ? {} : { using: own }),
    ...(command === 'insert' || command === 'update' ? { check: own } : {}),
  }));
  const grants = portal.allow.map((command) => ({
    role,
    command,
    ...(portal.columns && (command === 'insert' || command === 'update')
      ? { columns: portal.columns }
      : {}),
  }));
  return { policies, grants };
}

function staffAccess({ declaration }: Target, { roles }: AccessOptions): Access {
  const commands: readonly Command[] = declaration.appendOnly ? ['select', 'insert'] : everything;
  return {
    policies: [
      {
        name: 'superadmin_all',
        role: roles.superadmin,
        command: 'all',
        using: 'true',
        check: 'true',
      },
      { name: 'backup_select', role: roles.backup, command: 'select', using: 'true' },
    ],
    grants: [
      ...commands.map((command) => ({ role: roles.superadmin, command })),
      { role: roles.backup, command: 'select' },
    ],
  };
}

function readOnly(role: string, using: string): Access {
  return {
    policies: [{ name: `${role.replace(/^.*_/, '')}_select`, role, command: 'select', using }],
    grants: [{ role, command: 'select' }],
  };
}

/** Table grants; INSERT and UPDATE by column where members may not write them all. */
function grantsOf(target: Target, role: string, commands: readonly Command[]): Grant[] {
  return commands.map((command) => {
    const columns = writableColumns(target, command);
    return columns === undefined ? { role, command } : { role, command, columns };
  });
}

function writableColumns(
  { declaration: { protectedColumns = [], updatable }, columns }: Target,
  command: Command,
): readonly string[] | undefined {
  const candidates = command === 'update' && updatable !== undefined ? updatable : columns;
  const written = candidates.filter((column) => !protectedColumns.includes(column));
  const isRestricted = written.length < columns.length;
  return isRestricted && (command === 'insert' || command === 'update') ? written : undefined;
}
