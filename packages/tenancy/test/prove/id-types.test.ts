import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { check, tenantSubject, type OwnValue, type TenancyConfig } from '../../src/check.ts';
import { declaredTables, expectedAccess } from '../../src/policies.ts';
import { prove, type ProofReport } from '../../src/prove.ts';
import { keyedOptions, keyedSetup, keyedTables } from '../support/keyed-schema.ts';
import { keyedTenants } from '../support/keyed-tenants.ts';
import { secret } from '../support/schema.ts';
import { connect } from './support/login.ts';
import { scratch, type Scratch } from './support/scratch.ts';

const open = ({ attempts }: ProofReport) =>
  attempts.filter(({ outcome }) => outcome === 'leak' || outcome === 'unproved');

/* Compiled for ids that are not UUIDs, and empty: the tenants are those that `prove` makes. */
describe.each(['bigint', 'integer', 'text'] as const)(
  'organizations with ids of type %s',
  (type) => {
    const tenants = keyedTenants[type];
    let db: Scratch & { role(name: string): string };
    let config: TenancyConfig;

    beforeAll(async () => {
      const rolesOf = (role: (name: string) => string) => ({
        app: role('app'),
        portal: role('portal'),
        superadmin: role('superadmin'),
        backup: role('backup'),
        definer: role('definer'),
      });
      db = await scratch(
        { app: '', portal: '', superadmin: '', backup: '', definer: '', login: 'login' },
        (
          role,
        ) => `revoke create on schema public from public; grant ${role('app')} to ${role('login')};
        ${keyedSetup(tenants, rolesOf(role))}
        truncate organizations, users, projects, drafts`,
      );
      const roles = rolesOf(db.role);
      config = configOf(roles, db.url('login'));
    });
    afterAll(() => db.close());

    function configOf(roles: ReturnType<typeof keyedOptions>['roles'] & object, login: string) {
      const { tenantKeyType, userIdType } = tenants;
      const user = (own: OwnValue) => own('users', 'id');
      return {
        roles: {
          tenant: [roles.app, roles.portal],
          trusted: [roles.superadmin, roles.backup, roles.definer],
        },
        tables: {
          ...declaredTables(keyedTables(tenants), {
            members: ['member'],
            portals: [],
            writers: () => ['member'],
          }),
          'app.context_keys': 'private',
        },
        expected: expectedAccess(keyedOptions(tenants, roles)),
        trustedFunctions: ['app.context()', 'app.current_org_id()'],
        subjects: [
          tenantSubject({
            role: roles.app,
            login,
            secret,
            tenantKeyType,
            userIdType,
            name: 'member',
            prepare: (own) => [
              {
                text: 'update drafts set author_id = $1 where organization_id = $2 and id = $3',
                values: [user(own), own('organizations', 'id'), own('drafts', 'id')],
              },
            ],
            context: (own) => ({ organizationId: own('organizations', 'id'), userId: user(own) }),
            id: user,
          }),
        ],
      } satisfies TenancyConfig;
    }

    test('nothing is found, and nothing gets through', async () => {
      const { findings } = await check(db.admin, config);
      expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
      const report = await prove({ admin: db.admin, config, connect });
      expect(open(report)).toEqual([]);
      const forged = report.attempts.filter(({ subject }) => subject.includes('forged'));
      expect(forged.filter(({ outcome }) => outcome === 'accepted')).toEqual([]);
      expect(new Set(forged.map(({ outcome }) => outcome))).toContain('blocked');
    });

    test('a policy that shows what is not the tenant’s is found out', async () => {
      const policy = `create policy open on projects for select to ${db.role('app')} using (true)`;
      await db.admin.query(policy);
      const report = await prove({ admin: db.admin, config, attacks: ['select'] });
      await db.admin.query('drop policy open on projects');
      expect(open(report).map(({ object }) => object)).toContain('public.projects');
    });
  },
);
