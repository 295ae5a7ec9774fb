import type { featureFlagDefinitions } from '../../schema/index.ts';
import { seedId } from '../seed-id.ts';

type Definition = Omit<typeof featureFlagDefinitions.$inferInsert, 'id'>;

const definitions = [
  {
    key: 'new_dashboard',
    name: 'New dashboard',
    description: 'The redesigned start page; off until asked for',
    defaultEnabled: false,
    minimumPlan: 'free',
  },
  {
    key: 'customer_portal',
    name: 'Customer portal',
    description: 'Customers sign in and order by themselves',
    defaultEnabled: true,
    minimumPlan: 'starter',
  },
  {
    key: 'api_access',
    name: 'API access',
    description: 'API keys and the REST API',
    defaultEnabled: true,
    minimumPlan: 'pro',
  },
  {
    key: 'advanced_analytics',
    name: 'Advanced analytics',
    description: 'Account health, pace and sales metrics',
    defaultEnabled: true,
    minimumPlan: 'pro',
  },
  {
    key: 'audit_export',
    name: 'Audit export',
    description: 'The audit log as a file',
    defaultEnabled: true,
    minimumPlan: 'enterprise',
  },
] as const satisfies readonly Definition[];

export type FlagKey = (typeof definitions)[number]['key'];

export function flagDefinitionRows(): readonly (typeof featureFlagDefinitions.$inferInsert)[] {
  return definitions.map((row) => ({ id: seedId('feature_flag_definitions', row.key), ...row }));
}
