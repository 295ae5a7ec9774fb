/** The connections of the kit: who a connection string logs in as. */
export const connectionNames = ['app', 'portal', 'superadmin', 'backup', 'migration'] as const;

export type ConnectionName = (typeof connectionNames)[number];

export type UrlVariable =
  | 'DATABASE_URL'
  | 'PORTAL_DATABASE_URL'
  | 'SUPERADMIN_DATABASE_URL'
  | 'BACKUP_DATABASE_URL'
  | 'MIGRATION_DATABASE_URL';

export interface Connection {
  /** The environment variable that holds the connection string. */
  readonly variable: UrlVariable;
  /** The login role it connects as, in the local server and as `db:provision` makes it. */
  readonly login: string;
  /** What it is for, for error messages and documentation. */
  readonly purpose: string;
}

export const connections: Readonly<Record<ConnectionName, Connection>> = {
  app: {
    variable: 'DATABASE_URL',
    login: 'startkit_app_login',
    purpose: "the work of an organization's members",
  },
  portal: {
    variable: 'PORTAL_DATABASE_URL',
    login: 'startkit_portal_login',
    purpose: 'the customer portal',
  },
  superadmin: {
    variable: 'SUPERADMIN_DATABASE_URL',
    login: 'startkit_superadmin_login',
    purpose: 'work across organizations: support, the worker, seeds',
  },
  backup: {
    variable: 'BACKUP_DATABASE_URL',
    login: 'startkit_backup_login',
    purpose: 'backups and exports: it reads everything and writes nothing',
  },
  migration: {
    variable: 'MIGRATION_DATABASE_URL',
    login: 'startkit_migrator',
    purpose: 'migrations and the db:* scripts',
  },
};
