/*
 * Members change nothing of a notification but that they have read it. `protectedColumns` cannot say so: it
 * would close those columns to INSERT too.
 */
export const notificationGrants: readonly string[] = [
  'revoke update on notifications from startkit_app;',
  'grant update (read_at) on notifications to startkit_app;',
];
