import { boolean, foreignKey, index, text, unique } from 'drizzle-orm/pg-core';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { featureFlagDefinitions } from './feature-flag-definitions.ts';

/** An organization's own answer for a flag; it goes before the definition's default. */
export const organizationFeatureFlags = commented(
  tenantTable(
    'organization_feature_flags',
    {
      flagKey: text('flag_key').notNull(),
      enabled: boolean('enabled').notNull(),
    },
    (t) => [
      unique('organization_feature_flags_flag_unique').on(t.organizationId, t.flagKey),
      index('organization_feature_flags_flag_key_idx').on(t.flagKey),
      // Named by hand: the generated name is longer than the 63 bytes Postgres keeps.
      foreignKey({
        name: 'organization_feature_flags_flag_key_fk',
        columns: [t.flagKey],
        foreignColumns: [featureFlagDefinitions.key],
      }),
    ],
    { write: 'admin' },
  ),
  'An organization’s own answer for a flag; it goes before the default of the definition.',
  {
    flagKey: 'The flag.',
    enabled: 'Whether it is on.',
  },
);
