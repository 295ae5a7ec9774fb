import { index, text, unique } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const newsletterStatuses = ['active', 'unsubscribed', 'bounced'] as const;
export type NewsletterStatus = (typeof newsletterStatuses)[number];

export const newsletterSubscriptions = commented(
  tenantTable(
    'newsletter_subscriptions',
    {
      email: text('email').notNull(),
      status: text('status', { enum: newsletterStatuses }).notNull().default('active'),
    },
    (t) => [
      unique('newsletter_subscriptions_email_unique').on(t.organizationId, t.email),
      index('newsletter_subscriptions_status_idx').on(t.organizationId, t.status),
      // In small letters, so that an address is there once.
      matches(
        'newsletter_subscriptions_email_check',
        t.email,
        '^[^@[:space:][:upper:]]+@[^@[:space:][:upper:]]+$',
      ),
      oneOf('newsletter_subscriptions_status_check', t.status, newsletterStatuses),
    ],
    { write: 'member' },
  ),
  'Addresses that get the newsletter of the organization.',
  {
    email: 'Where it goes, in small letters; unique in the organization.',
    status: 'Whether it is sent; bounced: nobody takes mail there.',
  },
);
