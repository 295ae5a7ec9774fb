/**
 * SQL: staff act (an import, a seed, an erasure). They load rows as they were, whatever their stage, and delete them; what
 * they change is bound by the rules like everybody's.
 */
export const staffActs = `pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE')`;
