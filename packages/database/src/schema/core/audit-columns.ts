import { inet, jsonb, text } from 'drizzle-orm/pg-core';

/** What an entry changed: the changed fields before and after; `before` is left out for a creation, `after` for a deletion. */
export interface AuditChanges {
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
}

/** What both audit logs say of an action. */
export const auditColumns = () => ({
  /** `resource.verb`, as in 'user.created'. */
  action: text('action').notNull(),
  resourceType: text('resource_type').notNull(),
  resourceId: text('resource_id'),
  metadata: jsonb('metadata').$type<Readonly<Record<string, unknown>>>().notNull().default({}),
  changes: jsonb('changes').$type<AuditChanges>(),
  ipAddress: inet('ip_address'),
  userAgent: text('user_agent'),
});

/** What these columns are. */
export const auditComments = {
  action: 'What was done: resource.verb.',
  resourceType: 'What it was done to: project.',
  resourceId: 'Which one; null: none in particular.',
  metadata: 'What else there is to know.',
  changes: 'The changed fields, before and after; null: nothing was changed.',
  ipAddress: 'Where the request came from; null: there was none.',
  userAgent: 'What sent the request; null: nobody said.',
};

/** The shape of `action`. */
export const auditActionPattern = '^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+$';
