import { tenantScope, timestamps } from '@startkit/tenancy/drizzle';
import { pgTable, text } from 'drizzle-orm/pg-core';
import { matches } from '../checks.ts';
import { identifier } from '../columns.ts';
import { commented } from '../commented.ts';

/** The system's roles: each a named set of permissions, the same in every organization. */
export const roles = commented(
  tenantScope(
    pgTable(
      'roles',
      {
        id: identifier(),
        key: text('key').notNull().unique(),
        name: text('name').notNull(),
        description: text('description').notNull().default(''),
        ...timestamps(),
      },
      (t) => [matches('roles_key_check', t.key, '^[a-z][a-z0-9_]*$')],
    ),
    { scope: 'global' },
  ),
  'Named sets of permissions, the same in every organization.',
  {
    key: 'What code asks for.',
    name: 'What people call it.',
    description: 'Whom it is for.',
  },
);
