import type { TenancyConfig } from '../../config/config.ts';
import { tenantSubject } from '../../config/tenant-subject.ts';
import type { About } from './about.ts';
import type { PlanFile } from './render.ts';

/** What `check` and `prove` are told of a converted database. @param secret "id.key"; null where contexts are not signed. */
export function tenancyConfigOf(about: About, secret: string | null): TenancyConfig {
  const { app, superadmin, backup, definer, portal } = about.roles;
  return {
    tenantKey: about.tenantKey.name,
    signedContext: about.signed,
    roles: {
      tenant: [app],
      trusted: [superadmin, backup, definer, portal, ...about.others],
    },
    tables: tablesOf(about),
    trustedFunctions: engine(about),
    subjects: [
      tenantSubject({
        name: 'member',
        role: app,
        secret,
        ...about.idTypes,
        context: (own) => ({ organizationId: own(about.organizations.name, columnName(about)) }),
      }),
    ],
  };
}

/** Types of ids that go without saying are not said. */
function types({ idTypes }: About): string {
  return Object.entries(idTypes)
    .map(([name, type]) => (type === 'uuid' ? '' : ` ${name}: '${type}',`))
    .join('');
}

/** The engine's functions that run with the rights of the definer's role. */
function engine({ signed }: About): readonly string[] {
  return signed ? ['app.context()', 'app.current_org_id()'] : [];
}

function columnName({ organizations: { key } }: About): string {
  return key.replaceAll('"', '');
}

function tablesOf(about: About): Record<string, 'tenant' | 'organization' | 'global' | 'private'> {
  return {
    [about.organizations.name]: 'organization',
    ...Object.fromEntries(about.tenants.map(({ name }) => [name, 'tenant' as const])),
    ...Object.fromEntries(about.globals.map((name) => [name, 'global' as const])),
    ...Object.fromEntries(about.privates.map((name) => [name, 'private' as const])),
    'tenancy_convert.conversion': 'private',
    'tenancy_convert.steps': 'private',
    ...(about.signed ? { 'app.context_keys': 'private' as const } : {}),
  };
}

/** The same as a file: what the project checks and proves with from then on. */
export function tenancyConfigFile(about: About): PlanFile {
  const { app, superadmin, backup, definer, portal } = about.roles;
  const trusted = [superadmin, backup, definer, portal, ...about.others];
  const list = (names: readonly string[]) =>
    `[${names.map((name) => JSON.stringify(name)).join(', ')}]`;
  const secret = about.signed ? `process.env['TENANT_CONTEXT_SECRET'] ?? null` : 'null';
  return {
    name: 'tenancy.config.ts',
    text: `import { defineTenancy, tenantSubject } from '@startkit/tenancy/check';

// What \`npx tenancy check\` and \`npx tenancy prove\` are told of the converted database.
export default defineTenancy({
  tenantKey: ${JSON.stringify(about.tenantKey.name)},
  signedContext: ${about.signed},
  roles: {
    tenant: ${list([app])},
    // Staff, and the old application, whose policies are its own.
    trusted: ${list(trusted)},
  },
  tables: {
${Object.entries(tablesOf(about))
  .map(([name, scope]) => `    ${JSON.stringify(name)}: '${scope}',`)
  .join('\n')}
  },
  trustedFunctions: ${list(engine(about))},
  subjects: [
    tenantSubject({
      name: 'member',
      role: ${JSON.stringify(app)},
      secret: ${secret},${types(about)}
      context: (own) => ({ organizationId: own(${JSON.stringify(about.organizations.name)}, ${JSON.stringify(columnName(about))}) }),
    }),
  ],
});
`,
  };
}
