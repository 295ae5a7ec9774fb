import { sql } from 'drizzle-orm';
import { check, index, inet, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { portalUserReference } from './portal-user-reference.ts';

export const portalSessions = commented(
  tenantTable(
    'portal_sessions',
    {
      portalUserId: uuid('portal_user_id').notNull(),
      familyId: uuid('family_id').notNull(),
      generation: integer('generation').notNull().default(1),
      tokenHash: text('token_hash').notNull(),
      expiresAt: moment('expires_at').notNull(),
      usedAt: moment('used_at'),
      revokedAt: moment('revoked_at'),
      ipAddress: inet('ip_address'),
      userAgent: text('user_agent'),
    },
    (t) => [
      unique('portal_sessions_token_unique').on(t.organizationId, t.tokenHash),
      // A token that is used twice at once has one successor.
      unique('portal_sessions_generation_unique').on(t.organizationId, t.familyId, t.generation),
      index('portal_sessions_portal_user_id_idx').on(t.organizationId, t.portalUserId),
      portalUserReference('portal_sessions_portal_user_fk', t.organizationId, t.portalUserId),
      check('portal_sessions_generation_check', sql`${t.generation} > 0`),
      check('portal_sessions_token_hash_check', sql`${t.tokenHash} <> ''`),
    ],
    // Neither members nor portal users read a hash.
    { write: false, commands: [] },
  ),
  'Refresh tokens of portal users: each use of one makes the next of its family.',
  {
    portalUserId: 'Who signed in.',
    familyId: 'The sign-in that the token descends from: they are revoked together.',
    generation: 'Which token of its family it is; the first is 1.',
    tokenHash: 'The hash of the token, which itself is kept nowhere.',
    expiresAt: 'Until when the token is taken.',
    usedAt:
      'When it was changed for its successor; null: not yet. A second use revokes the family.',
    revokedAt: 'When it was revoked; null: it was not.',
    ipAddress: 'Where it was asked for from.',
    userAgent: 'The program that asked for it.',
  },
);
