import type { Role } from '../catalog.ts';
import type { Queryable } from '../queryable.ts';
import { found } from './found.ts';

/** All roles but the server's own. */
export function readRoles(db: Queryable): Promise<readonly Role[]> {
  return found<Role>(
    db,
    `select rolname::text as name, rolcanlogin as "canLogin", rolsuper as superuser, rolbypassrls as "bypassRls",
            rolcreaterole as "createRole", rolreplication as replication
       from pg_catalog.pg_roles where rolname not like 'pg\\_%' order by rolname`,
  );
}
