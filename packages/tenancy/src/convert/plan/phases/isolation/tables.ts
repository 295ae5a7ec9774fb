import type { Conversion, Target } from '../../conversion.ts';
import { sqlName } from '../../names.ts';
import { inTransaction, type Step } from '../../plan.ts';
import { madeTables } from '../../tables.ts';
import type { SurveyTable } from '../../../survey/survey.ts';
import { ownersOf } from './bound-roles.ts';

/*
 * One transaction a table: it is never without the policies that the old application needs. Policies name columns and
 * functions only, each function once a statement.
 */

export function tableSteps(conversion: Conversion): readonly Step[] {
  const { targets, globals } = conversion;
  return [
    organizationsStep(conversion),
    ...globals.map((table) => globalStep(conversion, table)),
    ...targets.flatMap((target) => [
      tenantStep(conversion, target),
      ...target.parts.map((part) => partitionStep(conversion, part)),
    ]),
    ...madeTables(conversion.config.steps ?? []).map(({ ident }) =>
      securedTenant(conversion, { ident, appendOnly: false, grants: [] }),
    ),
  ];
}

interface Access {
  readonly table: string;
  /** SQL of the column that says whose a row is. */
  readonly column: string;
  /** `create policy NAME on TABLE` comes before it. */
  readonly policies: readonly (readonly [name: string, rest: string])[];
  readonly grants: readonly (readonly [right: string, role: string])[];
}

const current = '(select app.current_org_id())';
const every = 'select, insert, update, delete';

function tenantStep(conversion: Conversion, { table, appendOnly }: Target): Step {
  const { app, superadmin } = conversion.roles;
  return securedTenant(conversion, {
    ident: table.ident,
    appendOnly,
    grants: [
      ...table.sequences.map(
        (sequence) => [`usage on sequence ${sequence}`, `${app}, ${superadmin}`] as const,
      ),
      ...schemaGrants(conversion, table),
    ],
  });
}

interface TenantTable {
  readonly ident: string;
  readonly appendOnly: boolean;
  /** Beside those on the table itself. */
  readonly grants: Access['grants'];
}

function securedTenant(conversion: Conversion, { ident, appendOnly, grants }: TenantTable): Step {
  const { key, roles } = conversion;
  const own = `${key.ident} = ${current}`;
  const { app, superadmin, backup } = roles;
  return secured(`${ident}.isolate`, 'each organization sees and writes its own rows', {
    table: ident,
    column: key.ident,
    policies: [
      ['tenant_select', `for select to ${app} using (${own})`],
      ['tenant_insert', `for insert to ${app} with check (${own})`],
      ...(appendOnly
        ? []
        : ([
            ['tenant_update', `for update to ${app} using (${own}) with check (${own})`],
            ['tenant_delete', `for delete to ${app} using (${own})`],
          ] as const)),
      ...staffPolicies(conversion),
      ...legacyPolicies(conversion, key.ident),
    ],
    grants: [
      [`${appendOnly ? 'select, insert' : every} on ${ident}`, app],
      [`${every} on ${ident}`, superadmin],
      [`select on ${ident}`, backup],
      ...grants,
    ],
  });
}

/** A partition that is named itself: for the old application as the whole, for the new one not at all. */
function partitionStep(conversion: Conversion, leaf: SurveyTable): Step {
  const { key } = conversion;
  return secured(`${leaf.ident}.isolate`, 'the partition is no way around', {
    table: leaf.ident,
    column: key.ident,
    policies: [...staffPolicies(conversion), ...legacyPolicies(conversion, key.ident)],
    grants: [],
  });
}

function organizationsStep(conversion: Conversion): Step {
  const { organizations, roles } = conversion;
  const { ident, key, table } = organizations;
  const { app, superadmin } = roles;
  return secured('organizations.isolate', 'an organization sees itself', {
    table: ident,
    column: key,
    policies: [
      ['organization_select', `for select to ${app} using (${key} = ${current})`],
      ...staffPolicies(conversion),
      ...(table === undefined ? [] : legacyPolicies(conversion, key)),
    ],
    grants: [
      [`select on ${ident}`, `${app}, ${roles.backup}`],
      [`${every} on ${ident}`, superadmin],
    ],
  });
}

function globalStep(conversion: Conversion, table: SurveyTable): Step {
  const { app, superadmin, backup } = conversion.roles;
  const grants = [
    [`select on ${table.ident}`, `${app}, ${backup}`],
    [`${every} on ${table.ident}`, superadmin],
    ...schemaGrants(conversion, table),
  ] as const;
  return {
    id: `${table.ident}.share`,
    title: 'every organization reads it, none writes it',
    tables: [table.ident],
    lock: 'none',
    rows: undefined,
    up: inTransaction(...grants.map(([right, role]) => `grant ${right} to ${role}`)),
    down: [inTransaction(...grants.map(([right, role]) => `revoke ${right} from ${role}`))],
  };
}

function schemaGrants({ roles }: Conversion, { schema, quotedSchema }: SurveyTable) {
  return schema === 'public'
    ? []
    : [
        [
          `usage on schema ${quotedSchema}`,
          [roles.app, roles.superadmin, roles.backup].join(', '),
        ] as const,
      ];
}

function staffPolicies({ roles }: Conversion): Access['policies'] {
  return [
    ['superadmin_all', `for all to ${roles.superadmin} using (true) with check (true)`],
    ['backup_select', `for select to ${roles.backup} using (true)`],
  ];
}

/**
 * The old application outside of any context, and functions with the owner's rights inside of one. Restrictive as well: a
 * role that also converts is a member of the staff's, and would see everything.
 */
function legacyPolicies(conversion: Conversion, column: string): Access['policies'] {
  const { legacy, defaultKey } = conversion;
  const roles = legacy.roles.map(sqlName).join(', ');
  const owners = ownersOf(conversion).filter((role) => !legacy.roles.includes(role));
  const owner: Access['policies'] =
    owners.length === 0
      ? []
      : [
          [
            'owner_in_context',
            both(owners.map(sqlName).join(', '), rowsOfOwner(conversion, column)),
          ],
        ];
  if (roles === '') return owner;
  if (legacy.sees === 'everything') return [...owner, ['legacy_all', both(roles, 'true')]];
  const rows = inContextOrDefault(column, defaultKey);
  return [
    ...owner,
    ['legacy_default', both(roles, rows)],
    ['legacy_only_default', `as restrictive ${both(roles, rows)}`],
  ];
}

function inContextOrDefault(column: string, defaultKey: string | undefined): string {
  return `${column} = coalesce(${current}, ${defaultKey ?? 'null'})`;
}

/** Outside of any context only the old application calls functions with the owner's rights: they see what it sees. */
function rowsOfOwner({ legacy, defaultKey }: Conversion, column: string): string {
  if (legacy.roles.length === 0) return `${column} = ${current}`;
  return legacy.sees === 'everything'
    ? `${current} is null or ${column} = ${current}`
    : inContextOrDefault(column, defaultKey);
}

const both = (roles: string, condition: string) =>
  `for all to ${roles} using (${condition}) with check (${condition})`;

function secured(id: string, title: string, { table, policies, grants }: Access): Step {
  return {
    id,
    title,
    tables: [table],
    lock: 'ACCESS EXCLUSIVE',
    rows: undefined,
    up: inTransaction(
      ...policies.map(([name, rest]) => `create policy ${name} on ${table} ${rest}`),
      ...grants.map(([right, role]) => `grant ${right} to ${role}`),
      `alter table ${table} enable row level security`,
      `alter table ${table} force row level security`,
    ),
    down: [
      inTransaction(
        `alter table ${table} no force row level security`,
        `alter table ${table} disable row level security`,
        ...policies.map(([name]) => `drop policy if exists ${name} on ${table}`),
        ...grants.map(([right, role]) => `revoke ${right} from ${role}`),
      ),
    ],
  };
}
