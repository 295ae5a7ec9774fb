import { sql } from 'drizzle-orm';
import { index, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { actsAsThemselves, tenantTable } from '../tenancy.ts';
import { memberReference } from './member-reference.ts';
import { memberRoleOrder } from './organization-members.ts';

/** Invitations to join. Only the token's hash is kept; one open invitation an address. */
export const invitations = commented(
  tenantTable(
    'invitations',
    {
      email: text('email').notNull(),
      role: text('role', { enum: memberRoleOrder }).notNull().default('member'),
      tokenHash: text('token_hash').notNull(),
      expiresAt: moment('expires_at').notNull(),
      acceptedAt: moment('accepted_at'),
      invitedBy: uuid('invited_by').notNull(),
    },
    (t) => [
      uniqueIndex('invitations_open_email_unique')
        .on(t.organizationId, sql`lower(${t.email})`)
        .where(sql`${t.acceptedAt} is null`),
      // Whoever accepts is in no organization yet, so the lookup starts from the token.
      index('invitations_token_hash_idx').on(t.tokenHash),
      index('invitations_invited_by_idx').on(t.organizationId, t.invitedBy),
      memberReference('invitations_invited_by_fk', t.organizationId, t.invitedBy),
      oneOf('invitations_role_check', t.role, memberRoleOrder),
    ],
    {
      write: 'admin',
      insertCheck: actsAsThemselves('invited_by'),
      updatable: ['role', 'token_hash', 'expires_at', 'accepted_at'],
    },
  ),
  'Invitations to join an organization.',
  {
    email: 'Who is invited; one open invitation an address.',
    role: 'What they will be.',
    tokenHash: 'The hash of the token in the link that was sent.',
    expiresAt: 'Until when it can be accepted.',
    acceptedAt: 'When it was accepted; null: not yet.',
    invitedBy: 'The member who invited.',
  },
);
