/*
 * Whether staff act, for the rules of triggers: whoever has the role startkit_superadmin. They import, seed, help and erase.
 */

/** SQL: staff's statement. In a function of the definer it would be the definer's: ask it in the trigger's WHEN. */
export const staffActs = `pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE')`;

/** SQL: staff, the worker or a migration is logged in, whatever function asks. What a context says is not asked. */
export const staffLogin = `pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')`;

/** SQL of the rows that the definer's functions see: the context's; those of every organization where staff is logged in. */
export const contextOrStaff = `organization_id = (select app.current_org_id()) or (select ${staffLogin})`;
