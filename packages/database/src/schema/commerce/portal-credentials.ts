import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { matches } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { portalUsers } from './portal-users.ts';

export const portalCredentials = commented(
  tenantTable(
    'portal_credentials',
    {
      portalUserId: uuid('portal_user_id').notNull(),
      passwordHash: text('password_hash').notNull(),
      failedLogins: integer('failed_logins').notNull().default(0),
      lockedUntil: moment('locked_until'),
    },
    (t) => [
      unique('portal_credentials_portal_user_unique').on(t.organizationId, t.portalUserId),
      foreignKey({
        name: 'portal_credentials_portal_user_fk',
        columns: [t.organizationId, t.portalUserId],
        foreignColumns: [portalUsers.organizationId, portalUsers.id],
      }),
      matches('portal_credentials_password_hash_check', t.passwordHash, '^[$]'),
      check('portal_credentials_failed_logins_check', sql`${t.failedLogins} >= 0`),
    ],
    // Neither members nor portal users read a hash.
    { write: false, commands: [] },
  ),
  'How portal users prove who they are. Apart from them, so that nobody who may see a person sees a hash.',
  {
    portalUserId: 'Whose they are.',
    passwordHash: 'The hash of the password, with its algorithm and salt (PHC string).',
    failedLogins: 'How often in a row the password was wrong.',
    lockedUntil: 'Until when no password is taken; null: not locked.',
  },
);
