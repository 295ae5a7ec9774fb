import type { DefinerAccess } from '@startkit/tenancy/policies';

const using = 'organization_id = (select app.current_org_id())';

/** What the functions of this domain read: who has a right to a canvas, and what counts to a limit. */
export const canvasDefinerAccess: readonly DefinerAccess[] = [
  {
    table: 'canvases',
    columns: ['organization_id', 'id', 'visibility', 'created_by', 'deleted_at'],
    using,
  },
  {
    table: 'canvas_shares',
    columns: ['organization_id', 'canvas_id', 'user_id', 'permission'],
    using,
  },
  {
    table: 'canvas_versions',
    columns: ['organization_id', 'canvas_id', 'version'],
    using,
    insert: ['organization_id', 'canvas_id', 'version', 'data', 'created_by'],
  },
  { table: 'agents', columns: ['organization_id', 'deleted_at'], using },
  { table: 'executions', columns: ['organization_id', 'created_at'], using },
  { table: 'subscriptions', columns: ['organization_id', 'plan', 'status'], using },
];
