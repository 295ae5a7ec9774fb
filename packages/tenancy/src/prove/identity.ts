import { rowsOf, type Queryable } from '../catalog/queryable.ts';
import type { Subject, TenancyConfig } from '../config/config.ts';
import { name, sent, sql } from './sql.ts';
import type { Method } from './types.ts';

/** Who the admin's connection is. */
export interface Admin {
  readonly sessionUser: string;
  readonly user: string;
  readonly superuser: boolean;
}

/** Whom the admin's connection becomes for a subject. */
export interface Identity {
  /** The login, or the role where no login is known. */
  readonly user: string;
  readonly method: Method;
}

export async function whoIsAdmin(db: Queryable): Promise<Admin> {
  const [row] = await rowsOf<Admin>(
    db,
    `select session_user::text as "sessionUser", current_user::text as user,
            (select rolsuper from pg_catalog.pg_roles where rolname = current_user) as superuser`,
  );
  if (!row) throw new Error('The admin connection gives no rows.');
  return row;
}

/**
 * A superuser's session takes on the login itself: session_user is right, RESET ROLE is real, and what counts is the
 * login's own membership. Anybody else can only SET ROLE, and stays who they are behind it.
 */
export async function identityOf(
  db: Queryable,
  config: TenancyConfig,
  admin: Admin,
  subject: Subject,
): Promise<Identity> {
  const login = (await namedLogin(db, subject)) ?? (await memberLogin(db, config, subject));
  if (admin.superuser) return { user: login ?? subject.role, method: 'session authorization' };
  const mayBe = login !== undefined && (await isMember(db, login));
  return { user: mayBe ? login : subject.role, method: 'set role' };
}

/** The statements that make the session this identity's; before them it is the admin's. */
export function becoming({ user, method }: Identity): string {
  return method === 'set role'
    ? sent(sql`set local role ${name(user)}`)
    : sent(sql`set local session authorization ${name(user)}`);
}

/** The statements that make the session the admin's again. */
export function returning({ sessionUser, user, superuser }: Admin): readonly string[] {
  return [
    // By name: where none was ever set (PGlite), DEFAULT changes nothing.
    ...(superuser ? [sent(sql`set local session authorization ${name(sessionUser)}`)] : []),
    sessionUser === user ? 'set local role none' : sent(sql`set local role ${name(user)}`),
  ];
}

/** The user of the connection string; poolers add the project's name behind a dot. */
export async function namedLogin(db: Queryable, { login }: Subject): Promise<string | undefined> {
  if (login === undefined || !URL.canParse(login)) return undefined;
  const user = decodeURIComponent(new URL(login).username);
  const rows = await rowsOf<{ name: string }>(
    db,
    `select rolname::text as name from pg_catalog.pg_roles where rolname::text in ($1::text, pg_catalog.split_part($1::text, '.', 1))
      order by rolname::text = $1::text desc limit 1`,
    [user],
  );
  return rows[0]?.name;
}

/** A login that works as the role and owns nothing. */
async function memberLogin(
  db: Queryable,
  { roles }: TenancyConfig,
  { role }: Subject,
): Promise<string | undefined> {
  const rows = await rowsOf<{ name: string }>(
    db,
    `select r.rolname::text as name
       from pg_catalog.pg_roles r, pg_catalog.pg_roles target
      where target.rolname = $1 and r.rolcanlogin and not r.rolsuper
        and r.oid <> (select datdba from pg_catalog.pg_database where datname = pg_catalog.current_database())
        and r.rolname not in (current_user, session_user)
        and pg_catalog.pg_has_role(r.oid, target.oid, 'USAGE')
        and not exists (select from pg_catalog.pg_class c where c.relowner = r.oid)
      order by r.oid <> target.oid,
        -- Whoever is staff as well is the last that an application would log in as.
        exists (select from pg_catalog.pg_roles t
          where t.rolname = any ($2::text[]) and t.oid <> r.oid and pg_catalog.pg_has_role(r.oid, t.oid, 'MEMBER')),
        r.rolname
      limit 1`,
    [role, [...(roles.trusted ?? [])]],
  );
  return rows[0]?.name;
}

async function isMember(db: Queryable, role: string): Promise<boolean> {
  const rows = await rowsOf<{ is: boolean }>(
    db,
    `select pg_catalog.pg_has_role(current_user, $1::name, 'MEMBER') as is`,
    [role],
  );
  return rows[0]?.is ?? false;
}
