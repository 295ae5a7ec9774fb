import { connections } from './connections.ts';
import { OperationError } from './errors.ts';
import type { Session } from './session.ts';

interface Facts {
  readonly login: string;
  readonly owner: string;
  readonly owns: boolean;
  readonly is_provisioned: boolean;
  readonly is_tenant: boolean;
  /** Who applied the migrations; null when nobody has. */
  readonly migrated_by: string | null;
  readonly acts_as_migrator: boolean | null;
}

// USAGE, not MEMBER: whoever made a role is its member WITH ADMIN OPTION, and the migration login made them all.
// From the catalog, and not by to_regclass: that raises for a login without USAGE on the schema.
const query = `
  select current_user as login, pg_get_userbyid(d.datdba) as owner,
         pg_has_role(current_user, d.datdba, 'USAGE') as owns,
         current_user = any (string_to_array($1, ',')) as is_provisioned,
         exists (select from pg_roles t where t.rolname in ('startkit_app', 'startkit_portal')
                    and pg_has_role(current_user, t.oid, 'USAGE')) as is_tenant,
         pg_get_userbyid(j.relowner) as migrated_by,
         pg_has_role(current_user, j.relowner, 'USAGE') as acts_as_migrator
    from pg_database d
    left join pg_class j
      on j.relname = '__drizzle_migrations' and j.relnamespace = (select oid from pg_namespace where nspname = 'drizzle')
   where d.datname = current_database()`;

const provisioned = (['app', 'portal', 'superadmin', 'backup'] as const).map(
  (name) => connections[name].login,
);

/**
 * Refuses a login that is not the one that migrates and administers: one of the application's, or another than the one
 * that migrated this database. Whoever owns the database may, whatever else it is.
 *
 * @throws OperationError `PRIVILEGE_MISSING`, with the login to use. To own what it works on is what a login of
 * the application must never be advised to: the owner of a table can take its policies away.
 */
export async function refuseForeignLogin(session: Session): Promise<void> {
  const [facts] = await session.rows<Facts>(query, [provisioned.join(',')]);
  if (facts === undefined) throw new Error('pg_database has no row for current_database()');
  const reason = reasonAgainst(facts);
  if (reason === undefined) return;
  throw new OperationError(
    'PRIVILEGE_MISSING',
    `${reason} Nothing was changed. Set MIGRATION_DATABASE_URL to the connection string of ` +
      `${facts.migrated_by ?? facts.owner}, and give ${facts.login} no more rights.`,
  );
}

function reasonAgainst(facts: Facts): string | undefined {
  if (facts.owns) return undefined;
  if (facts.is_provisioned || facts.is_tenant) {
    return (
      `${facts.login} is a login of the application, which the policies bind: this is for the login ` +
      'that owns the tables.'
    );
  }
  if (facts.migrated_by === null || facts.acts_as_migrator === true) return undefined;
  return `This database was migrated by ${facts.migrated_by}, and ${facts.login} is another login.`;
}
