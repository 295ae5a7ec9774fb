import { index, text, unique, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { commented } from '../commented.ts';
import { memberReference } from '../core/member-reference.ts';
import { tenantTable } from '../tenancy.ts';
import { canvasIsVisible, canvasReference } from './canvas-reference.ts';

export const canvasPermissions = ['view', 'edit'] as const;
export type CanvasPermission = (typeof canvasPermissions)[number];

const canvasIsGoverned = 'canvas_id = any ((select app.governed_canvas_ids())::uuid[])';

export const canvasShares = commented(
  tenantTable(
    'canvas_shares',
    {
      canvasId: uuid('canvas_id').notNull(),
      userId: uuid('user_id').notNull(),
      permission: text('permission', { enum: canvasPermissions }).notNull().default('view'),
    },
    (t) => [
      unique('canvas_shares_user_unique').on(t.organizationId, t.canvasId, t.userId),
      index('canvas_shares_user_id_idx').on(t.organizationId, t.userId),
      canvasReference('canvas_shares_canvas_fk', t.organizationId, t.canvasId),
      memberReference('canvas_shares_user_fk', t.organizationId, t.userId),
      oneOf('canvas_shares_permission_check', t.permission, canvasPermissions),
    ],
    {
      visible: canvasIsVisible,
      changeable: canvasIsGoverned,
      insertCheck: canvasIsGoverned,
      updatable: ['permission'],
    },
  ),
  'Whom a canvas is shared with. Its creator shares it, or an admin who sees it.',
  {
    canvasId: 'What is shared.',
    userId: 'The member it is shared with.',
    permission: 'view: they see it; edit: they also save it, if their role may write at all.',
  },
);
