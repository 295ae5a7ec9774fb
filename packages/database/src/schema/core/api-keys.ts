import { sql } from 'drizzle-orm';
import { check, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { matches } from '../checks.ts';
import { moment } from '../columns.ts';
import { actsAsThemselves, tenantTable } from '../tenancy.ts';
import { memberReference } from './member-reference.ts';

/** Keys of the REST API. Only the hash is kept: the key itself is shown once, when it is made. */
export const apiKeys = tenantTable(
  'api_keys',
  {
    name: text('name').notNull(),
    /** The key's public beginning, by which it is found. */
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
);
