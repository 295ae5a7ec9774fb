/** Rows of a customer: each of its portal users reads them, and none writes them. */
export const readByCustomer = {
  ownedBy: 'customer_id',
  owner: 'app.portal_customer_id()',
  allow: ['select'],
} as const;

/** Rows of a portal user, who does with them what they like. */
export const keptByPortalUser = {
  ownedBy: 'portal_user_id',
  allow: ['select', 'insert', 'update', 'delete'],
} as const;
