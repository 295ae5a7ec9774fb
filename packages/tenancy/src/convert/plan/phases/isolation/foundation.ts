import {
  readContextFunctions,
  readContextSignatures,
} from '../../../../policies/context-functions.ts';
import { engineFunctions, engineSignatures } from '../../../../policies/functions.ts';
import type { IdTypes } from '../../../../context/id-types.ts';
import type { Conversion } from '../../conversion.ts';
import { sqlName } from '../../names.ts';
import { inTransaction, type Step } from '../../plan.ts';
import { ownersOf } from './bound-roles.ts';

/** Roles of the new application, and the functions that its client and the policies call. */
export function foundationSteps(conversion: Conversion): readonly Step[] {
  return [rolesStep(conversion), functionsStep(conversion), ...keyStep(conversion)];
}

/** Roles belong to the whole server: another database of it may have made them, or use them, so that nothing drops them. */
function rolesStep({ roles, survey }: Conversion): Step {
  const names = Object.values(roles);
  const needed = [roles.superadmin, roles.definer].filter((role) => !isMember(survey, role));
  const user = sqlName(survey.session.user);
  return {
    id: 'isolation.roles',
    title: 'roles that are bound by row security',
    tables: [],
    lock: 'none',
    rows: undefined,
    up: inTransaction(
      `do $$
declare
  role name;
begin
  foreach role in array array[${names.map((name) => `'${name}'`).join(', ')}]::name[] loop
    if not exists (select from pg_roles where rolname = role) then
      begin
        execute format('create role %I nologin nosuperuser nobypassrls nocreaterole nocreatedb noreplication', role);
      exception when duplicate_object or unique_violation then
        null; -- The conversion of another database of this server was faster.
      end;
    end if;
  end loop;
end $$`,
      ...needed.map((role) => `grant ${role} to ${user}`),
    ),
    down: needed.length === 0 ? [] : [inTransaction(`revoke ${needed.join(', ')} from ${user}`)],
  };
}

function isMember({ roles, session }: Conversion['survey'], role: string): boolean {
  const user = roles.find(({ name }) => name === session.user);
  return session.superuser || (user?.memberOf.includes(role) ?? false);
}

function functionsStep(conversion: Conversion): Step {
  const { roles, config, survey, legacy } = conversion;
  const hasSchema = survey.schemas.includes('app');
  const signatures = [...readContextSignatures, ...engineSignatures];
  const tenants = [roles.app, roles.portal, roles.superadmin].join(', ');
  const bound = [...new Set([...legacy.roles, ...ownersOf(conversion)])].map(sqlName).join(', ');
  const signed = config.signed ?? true;
  return {
    id: 'isolation.functions',
    title: 'the functions of the tenant client and of the policies',
    tables: [],
    lock: 'none',
    rows: undefined,
    up: inTransaction(
      ...(hasSchema ? [] : ['create schema app']),
      ...readContextFunctions(signed, roles, idTypes(conversion)),
      ...engineFunctions(),
      ...(signed
        ? [
            ...closed('app.context_keys'),
            `grant select (id, inner_pad, outer_pad) on app.context_keys to ${roles.definer}`,
          ]
        : []),
      `revoke execute on function ${[...signatures, ...internal].join(', ')} from public`,
      `grant execute on function ${signatures.join(', ')} to ${tenants}, ${roles.definer}`,
      `grant usage on schema app to ${tenants}, ${roles.backup}, ${roles.definer}`,
      'create sequence if not exists app.canary',
      ...closed('app.canary'),
      `grant usage on sequence app.canary to ${tenants}`,
      ...(bound === ''
        ? []
        : [
            `grant usage on schema app to ${bound}`,
            `grant execute on function app.current_org_id(), app.context() to ${bound}`,
          ]),
    ),
    down: [
      inTransaction(
        ...(hasSchema
          ? [
              `drop function if exists ${[...signatures, ...internal].join(', ')}`,
              'drop sequence if exists app.canary',
              'drop table if exists app.context_keys',
            ]
          : ['drop schema if exists app cascade']),
      ),
    ],
  };
}

/** Default privileges may have given it to somebody when it was made: who reads the keys signs any context. */
function closed(table: string): readonly string[] {
  return [`select app.drop_grants('${table}')`];
}

/** Keys of the types that are there. */
function idTypes({ organizations, config }: Conversion): IdTypes {
  return { tenantKeyType: organizations.idType, userIdType: config.userIdType };
}

/** The engine's functions that nobody but the owner calls. */
export const internal = [
  'app.touch_updated_at()',
  'app.refuse_change()',
  'app.refuse_write()',
  'app.drop_policies(regclass)',
  'app.drop_grants(regclass)',
];

function keyStep({ config }: Conversion): readonly Step[] {
  if (config.signed === false) return [];
  return [
    {
      id: 'isolation.key',
      title: 'the key of TENANT_CONTEXT_SECRET, by which contexts are verified',
      tables: [],
      lock: 'none',
      rows: undefined,
      up: { runs: { in: 'secret' }, sql: '-- run fills it in: a secret is not written to a file.' },
      down: [],
    },
  ];
}
