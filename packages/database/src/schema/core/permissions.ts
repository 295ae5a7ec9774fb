import { tenantScope, timestamps } from '@startkit/tenancy/drizzle';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { matches } from '../checks.ts';
import { identifier } from '../columns.ts';
import { commented } from '../commented.ts';

/** What a role may allow: `key` is `resource.verb`, as in 'orders.create'. */
export const permissions = commented(
  tenantScope(
    pgTable(
      'permissions',
      {
        id: identifier(),
        key: text('key').notNull().unique(),
        description: text('description').notNull().default(''),
        ...timestamps(),
      },
      (t) => [matches('permissions_key_check', t.key, '^[a-z][a-z0-9_]*\\.[a-z][a-z0-9_]*$')],
    ),
    { scope: 'global' },
  ),
  'What a role may allow.',
  {
    key: 'What code asks for: resource.verb.',
    description: 'What it allows.',
  },
);
