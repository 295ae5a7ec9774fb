import type { Queryable } from '../../catalog/queryable.ts';
import { found } from '../../catalog/read/found.ts';
import type { SurveyRole, SurveySession } from './survey.ts';

/** All roles but the server's own. */
export function readRoles(db: Queryable): Promise<readonly SurveyRole[]> {
  return found<SurveyRole>(
    db,
    `select r.rolname::text as name, r.rolsuper as superuser, r.rolbypassrls as "bypassRls", r.rolcanlogin as "canLogin",
            array(select g.rolname::text from pg_roles g
                   where g.oid <> r.oid and not r.rolsuper and pg_has_role(r.oid, g.oid, 'USAGE') order by 1) as "memberOf"
       from pg_roles r where r.rolname !~ '^pg_' order by r.rolname`,
  );
}

/** Who converts, and what they may. */
export async function readSession(db: Queryable): Promise<SurveySession> {
  const [row] = await found<SurveySession>(
    db,
    `select current_user::text as user, r.rolsuper as superuser, r.rolsuper or r.rolcreaterole as "mayCreateRoles",
            -- Before PostgreSQL 16, whoever may make roles may grant all but a superuser's.
            array(select g.rolname::text from pg_roles g
                   where r.rolsuper
                      or r.rolcreaterole and current_setting('server_version_num')::int < 160000 and not g.rolsuper
                      or exists (select from pg_auth_members m
                                  where m.roleid = g.oid and m.member = r.oid and m.admin_option) order by 1) as "mayGrant",
            has_parameter_privilege(current_user, 'session_replication_role', 'SET') as "mayQuietTriggers"
       from pg_roles r where r.rolname = current_user`,
  );
  if (row === undefined) throw new Error('The catalogs do not hold the role of this session.');
  return row;
}
