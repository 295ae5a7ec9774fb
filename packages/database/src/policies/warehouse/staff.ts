/** SQL that is true where staff, the worker or a migration is logged in: what a context says is not asked. */
export const staffLogin = `pg_catalog.pg_has_role(session_user, 'startkit_superadmin', 'USAGE')`;

/** SQL of the rows that the definer's functions see: the context's; those of every organization where staff is logged in. */
export const contextOrStaff = `organization_id = (select app.current_org_id()) or (select ${staffLogin})`;
