import { tenantScope, timestamps } from '@startkit/tenancy/drizzle';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { matches } from '../checks.ts';
import { identifier } from '../columns.ts';

/** What a role may allow: `key` is `resource.verb`, as in 'orders.create'. */
export const permissions = tenantScope(
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
);
