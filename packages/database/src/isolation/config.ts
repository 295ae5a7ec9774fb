import type { TableConfig, TenancyConfig } from '@startkit/tenancy/check';
import {
  declaredTables,
  defaultRoles,
  expectedAccess,
  type DeclaredSubjects,
} from '@startkit/tenancy/policies';
import { policyOptions } from '../policies.ts';
import { memberRoleOrder } from '../schema/core/organization-members.ts';
import * as schema from '../schema/index.ts';
import { tableDetails } from './table-details.ts';
import { memberSubjects, subjects, type Credentials } from './subjects.ts';

/** Tables that the schema's declarations do not name: the engine's own, the journal, the job queue. */
const internalTables = [
  'app.context_keys',
  'app.rls_state',
  'drizzle.__drizzle_migrations',
  'pgboss.archive',
  'pgboss.job',
  'pgboss.queue',
  'pgboss.schedule',
  'pgboss.subscription',
  'pgboss.version',
];

/**
 * What `check` and `prove` are told of the kit's database: the declarations of its schema, and who attacks.
 *
 * @param credentials left out: nobody attacks, which is all that `check` needs.
 */
export function isolationConfig(credentials?: Credentials): TenancyConfig {
  const options = policyOptions();
  return {
    tenantKey: 'organization_id',
    roles: {
      tenant: [defaultRoles.app, defaultRoles.portal],
      trusted: [defaultRoles.superadmin, defaultRoles.backup, defaultRoles.definer],
    },
    tables: {
      ...withDetails(declaredTables(schema, declaredSubjects)),
      ...Object.fromEntries(internalTables.map((name) => [name, { scope: 'private' }] as const)),
    } satisfies Record<string, TableConfig>,
    expected: expectedAccess(options),
    trustedFunctions: [
      'app.context()',
      'app.current_org_id()',
      ...(options.lookups ?? []).map(({ signature }) => signature),
    ],
    ...(credentials === undefined ? {} : { subjects: subjects(credentials) }),
  };
}

/** The tables, with what `prove` cannot find out itself. */
function withDetails(tables: Record<string, TableConfig>): Record<string, TableConfig> {
  return Object.fromEntries(
    Object.entries(tables).map(([name, table]) => {
      const details = tableDetails[name];
      return [name, { ...table, ...details, values: { ...table.values, ...details?.values } }];
    }),
  );
}

const declaredSubjects: DeclaredSubjects = {
  members: memberSubjects,
  portals: ['portal'],
  writers({ scope, write, portal }) {
    if (scope === 'private' || scope === 'global') return [];
    // People change their own row, whatever they are in an organization.
    if (scope === 'user') return memberSubjects;
    const portals = portal?.allow.some((command) => command !== 'select') ? ['portal'] : [];
    if (write === false) return portals;
    const least = memberRoleOrder.indexOf((write ?? 'member') as (typeof memberRoleOrder)[number]);
    // A role that no member has: the system alone writes.
    const members =
      least < 0 ? [] : memberSubjects.filter((name) => memberRoleOrder.indexOf(name) >= least);
    // A context without a user is the tenant's own system: no role binds it.
    return [...members, 'system', ...portals];
  },
};
