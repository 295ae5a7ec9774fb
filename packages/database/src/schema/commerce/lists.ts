import { sql } from 'drizzle-orm';
import { check, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { keptByPortalUser } from './portal-rows.ts';
import { portalUserReference } from './portal-user-reference.ts';

export const listKinds = ['favourites', 'template'] as const;
export type ListKind = (typeof listKinds)[number];

export const lists = commented(
  tenantTable(
    'lists',
    {
      portalUserId: uuid('portal_user_id').notNull(),
      kind: text('kind', { enum: listKinds }).notNull().default('template'),
      name: text('name').notNull(),
    },
    (t) => [
      // What a row of the list refers to, together with whose it is.
      unique('lists_owner_unique').on(t.organizationId, t.id, t.portalUserId),
      unique('lists_name_unique').on(t.organizationId, t.portalUserId, t.name),
      uniqueIndex('lists_favourites_unique')
        .on(t.organizationId, t.portalUserId)
        .where(sql`${t.kind} = 'favourites'`),
      portalUserReference('lists_portal_user_fk', t.organizationId, t.portalUserId),
      oneOf('lists_kind_check', t.kind, listKinds),
      check('lists_name_check', sql`${t.name} <> ''`),
    ],
    { write: 'member', portal: keptByPortalUser },
  ),
  'What a portal user keeps for the next time: favourites, of which there is one list, and templates of orders.',
  {
    portalUserId: 'Whose it is.',
    kind: 'Whether it is the favourites or a template.',
    name: 'What they call it; unique among their lists.',
  },
);
