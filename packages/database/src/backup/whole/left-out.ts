/**
 * What no dump holds: the keys that contexts are signed with, which are secrets of one database, and the state of the RLS,
 * which is of no use in another. Both are made anew where a dump is restored.
 */
export const leftOut = ['app.context_keys', 'app.rls_state'] as const;
