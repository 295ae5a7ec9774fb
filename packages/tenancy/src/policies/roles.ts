/** The database roles of a tenant schema. None is a superuser, none bypasses row security. */
export interface Roles {
  /** Members of organizations. */
  readonly app: string;
  /** Customers' users. */
  readonly portal: string;
  /** Staff: sees every tenant, audited. */
  readonly superadmin: string;
  /** Dumps: reads everything. */
  readonly backup: string;
  /** NOLOGIN; owns the lookup functions that policies call. */
  readonly definer: string;
}

export const defaultRoles: Roles = {
  app: 'startkit_app',
  portal: 'startkit_portal',
  superadmin: 'startkit_superadmin',
  backup: 'startkit_backup',
  definer: 'startkit_definer',
};
