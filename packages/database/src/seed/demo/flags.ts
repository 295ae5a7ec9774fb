import type { organizationFeatureFlags } from '../../schema/index.ts';
import type { FlagKey } from '../essential/flag-definitions.ts';
import { seedId } from '../seed-id.ts';
import type { DemoIds } from './demo-ids.ts';
import type { Slug } from './organizations.ts';

interface Override {
  readonly slug: Slug;
  readonly flagKey: FlagKey;
  readonly enabled: boolean;
}

const overrides: readonly Override[] = [
  { slug: 'acme-corp', flagKey: 'new_dashboard', enabled: true },
  { slug: 'acme-corp', flagKey: 'advanced_analytics', enabled: false },
  // Beyond its plan, as an offer.
  { slug: 'tech-startup-inc', flagKey: 'api_access', enabled: true },
];

export function flagRows(ids: DemoIds): readonly (typeof organizationFeatureFlags.$inferInsert)[] {
  return overrides.map(({ slug, flagKey, enabled }) => ({
    organizationId: ids.organization(slug),
    id: seedId('organization_feature_flags', `${slug}/${flagKey}`),
    flagKey,
    enabled,
  }));
}
