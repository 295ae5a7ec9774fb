import { tenantScope, timestamps } from '@startkit/tenancy/drizzle';
import { boolean, pgTable, text } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { identifier } from '../columns.ts';
import { commented } from '../commented.ts';
import { plans } from './plans.ts';

/** The feature flags that exist. `default_enabled` counts where the plan reaches `minimum_plan`. */
export const featureFlagDefinitions = commented(
  tenantScope(
    pgTable(
      'feature_flag_definitions',
      {
        id: identifier(),
        key: text('key').notNull().unique(),
        name: text('name').notNull(),
        description: text('description').notNull().default(''),
        defaultEnabled: boolean('default_enabled').notNull().default(false),
        minimumPlan: text('minimum_plan', { enum: plans }).notNull().default('free'),
        ...timestamps(),
      },
      (t) => [
        matches('feature_flag_definitions_key_check', t.key, '^[a-z][a-z0-9_]*$'),
        oneOf('feature_flag_definitions_minimum_plan_check', t.minimumPlan, plans),
      ],
    ),
    { scope: 'global' },
  ),
  'The feature flags that exist.',
  {
    key: 'What code asks for.',
    name: 'What people call it.',
    description: 'What it switches on.',
    defaultEnabled:
      'Whether it is on where the plan reaches minimum_plan and the organization says nothing.',
    minimumPlan: 'The least plan that has it.',
  },
);
