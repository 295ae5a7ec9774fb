import { tableConfigs, tenantKeyOf, type TenancyConfig } from '../config/config.ts';

/** The configuration as the rules' SQL gets it ($1 of prelude.sql). */
export function ruleParameters(config: TenancyConfig): string {
  return JSON.stringify({
    tenantKey: tenantKeyOf(config),
    schemas: config.schemas ?? null,
    tenantRoles: config.roles.tenant,
    trustedRoles: config.roles.trusted ?? [],
    tables: tableConfigs(config).map(({ name, scope, key, ownedBy }) => ({
      name,
      scope,
      key,
      owned_by: ownedBy,
    })),
    trustedFunctions: config.trustedFunctions ?? [],
    expected: config.expected ?? null,
  });
}
