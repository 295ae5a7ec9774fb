import { sql } from 'drizzle-orm';
import { check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { matches } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { actsAsThemselves, tenantTable } from '../tenancy.ts';
import { memberReference } from './member-reference.ts';

/** Keys of the REST API. Only the hash is kept: the key itself is shown once, when it is made. */
export const apiKeys = commented(
  tenantTable(
    'api_keys',
    {
      name: text('name').notNull(),
      prefix: text('prefix').notNull(),
      keyHash: text('key_hash').notNull(),
      scopes: text('scopes')
        .array()
        .notNull()
        .default(sql`'{}'::text[]`),
      rateLimitPerMinute: integer('rate_limit_per_minute').notNull().default(60),
      expiresAt: moment('expires_at'),
      lastUsedAt: moment('last_used_at'),
      revokedAt: moment('revoked_at'),
      createdBy: uuid('created_by').notNull(),
    },
    (t) => [
      unique('api_keys_prefix_unique').on(t.organizationId, t.prefix),
      // A request brings a key and no organization, so the lookup starts from the prefix.
      index('api_keys_prefix_idx').on(t.prefix),
      index('api_keys_created_by_idx').on(t.organizationId, t.createdBy),
      memberReference('api_keys_created_by_fk', t.organizationId, t.createdBy),
      matches('api_keys_prefix_check', t.prefix, '^[A-Za-z0-9_]{8,32}$'),
      check('api_keys_rate_limit_check', sql`${t.rateLimitPerMinute} > 0`),
    ],
    {
      write: 'admin',
      insertCheck: actsAsThemselves('created_by'),
      updatable: [
        'name',
        'scopes',
        'rate_limit_per_minute',
        'expires_at',
        'last_used_at',
        'revoked_at',
      ],
    },
  ),
  'Keys of the REST API: their hashes.',
  {
    name: 'What it is called in the organization.',
    prefix: 'The public beginning of the key, by which it is found; unique in the organization.',
    keyHash: 'The hash of the key, which itself is shown once, when it is made.',
    scopes: 'What it may be used for.',
    rateLimitPerMinute: 'How many requests a minute it may be used for.',
    expiresAt: 'Until when it is good; null: it does not end.',
    lastUsedAt: 'When it was last used; null: never.',
    revokedAt: 'When it was taken back; null: it was not.',
    createdBy: 'The member who made it.',
  },
);
