import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { webhookSubscriptions } from './webhook-subscriptions.ts';

export const webhookSecrets = commented(
  tenantTable(
    'webhook_secrets',
    {
      subscriptionId: uuid('subscription_id').notNull(),
      version: integer('version').notNull(),
      ciphertext: text('ciphertext').notNull(),
      keyId: text('key_id').notNull(),
      expiresAt: moment('expires_at'),
    },
    (t) => [
      unique('webhook_secrets_version_unique').on(t.organizationId, t.subscriptionId, t.version),
      foreignKey({
        name: 'webhook_secrets_subscription_fk',
        columns: [t.organizationId, t.subscriptionId],
        foreignColumns: [webhookSubscriptions.organizationId, webhookSubscriptions.id],
      }),
      check('webhook_secrets_version_check', sql`${t.version} > 0`),
      check('webhook_secrets_ciphertext_check', sql`${t.ciphertext} <> ''`),
      check('webhook_secrets_key_id_check', sql`${t.keyId} <> ''`),
    ],
    // No member reads a secret, nor its ciphertext.
    { write: false, commands: [] },
  ),
  'What webhooks are signed with, encrypted. While one is replaced there are two, and events are signed with both.',
  {
    subscriptionId: 'Whose secret it is.',
    version: 'Counts from 1; the highest one is the newest.',
    ciphertext: 'The secret, encrypted, as text.',
    keyId: 'Which key it was encrypted with.',
    expiresAt: 'Until when it signs; null: until it is replaced.',
  },
);
