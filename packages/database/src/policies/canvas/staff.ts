/** SQL, in the WHEN of a trigger: whether the statement is staff's. Inside a function of the definer it would be the definer's. */
export const isStaff = `pg_catalog.pg_has_role(current_user, 'startkit_superadmin', 'USAGE')`;
