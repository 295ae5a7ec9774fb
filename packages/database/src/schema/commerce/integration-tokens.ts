import { sql } from 'drizzle-orm';
import { check, text, unique } from 'drizzle-orm/pg-core';
import { matches } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const integrationTokens = commented(
  tenantTable(
    'integration_tokens',
    {
      provider: text('provider').notNull(),
      account: text('account').notNull(),
      scopes: text('scopes')
        .array()
        .notNull()
        .default(sql`'{}'::text[]`),
      accessCiphertext: text('access_ciphertext').notNull(),
      refreshCiphertext: text('refresh_ciphertext'),
      keyId: text('key_id').notNull(),
      expiresAt: moment('expires_at'),
      revokedAt: moment('revoked_at'),
    },
    (t) => [
      unique('integration_tokens_account_unique').on(t.organizationId, t.provider, t.account),
      matches('integration_tokens_provider_check', t.provider, '^[a-z][a-z0-9_]*$'),
      check('integration_tokens_account_check', sql`${t.account} <> ''`),
      check('integration_tokens_access_check', sql`${t.accessCiphertext} <> ''`),
      check('integration_tokens_refresh_check', sql`${t.refreshCiphertext} <> ''`),
      check('integration_tokens_key_id_check', sql`${t.keyId} <> ''`),
    ],
    // No member reads a token, nor its ciphertext.
    { write: false, commands: [] },
  ),
  'What the organization gave the kit to work with other systems on its behalf, encrypted.',
  {
    provider: 'The other system: quickbooks.',
    account: 'The account there.',
    scopes: 'What the token allows, as the provider names it.',
    accessCiphertext: 'The access token, encrypted, as text.',
    refreshCiphertext: 'The token that gets a new one, encrypted, as text; null: there is none.',
    keyId: 'Which key they were encrypted with.',
    expiresAt: 'Until when the access token is good; null: it does not end.',
    revokedAt: 'When it was given up; null: it was not.',
  },
);
