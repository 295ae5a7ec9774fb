import { tableConfigs, tenantKeyOf, type TenancyConfig } from '../config/config.ts';
import type { PrintedPolicies } from './printed-policies.ts';

/**
 * The configuration as the rules' SQL gets it ($1 of prelude.sql).
 *
 * @param printed the expected policies as the server prints them. Left out: they are compared as text.
 */
export function ruleParameters(config: TenancyConfig, printed?: PrintedPolicies): string {
  return JSON.stringify({
    tenantKey: tenantKeyOf(config),
    schemas: config.schemas ?? null,
    tenantRoles: config.roles.tenant,
    trustedRoles: config.roles.trusted ?? [],
    tables: tableConfigs(config).map(({ name, scope, key, ownedBy, writers }) => ({
      name,
      scope,
      key,
      owned_by: ownedBy,
      writers: writers && rolesOf(config, writers),
    })),
    trustedFunctions: config.trustedFunctions ?? [],
    expected: printed?.tables ?? config.expected ?? null,
    unprinted: printed?.unprinted ?? null,
    signedContext: config.signedContext ?? true,
  });
}

/** The database roles that the subjects of these names work as; true where nobody says who they are. */
function rolesOf({ subjects }: TenancyConfig, names: readonly string[]): readonly string[] | true {
  if (subjects === undefined && names.length > 0) return true;
  return subjects?.filter(({ name }) => names.includes(name)).map(({ role }) => role) ?? [];
}
