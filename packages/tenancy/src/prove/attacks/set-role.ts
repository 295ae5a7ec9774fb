import { onSession } from '../on-session.ts';
import { name, sql } from '../sql.ts';

/** Whatever the login is a member of, a statement can become. A session that is the admin's own proves nothing of that. */
export const setRole = onSession({
  name: 'set-role',
  title: 'Become another role, and read',
  kinds: ['acting'],
  async *steps(arena, attacker) {
    if (attacker.method === 'set role') return;
    const roles = await arena.rows<{ name: string }>(sql`
      select rolname::text as name from pg_catalog.pg_roles
       where rolname <> session_user and (pg_catalog.pg_has_role(session_user, oid, 'MEMBER')
          or rolsuper or rolbypassrls or rolreplication or rolcreaterole
          or rolname in ('pg_read_all_data', 'pg_write_all_data')
          or oid in (select relowner from pg_catalog.pg_class where relkind in ('r', 'p')))
       order by 1`);
    const { tenant, trusted = [] } = arena.config.roles;
    const names = new Set([...roles.map((role) => role.name), ...tenant, ...trusted]);
    for (const role of names) {
      yield { object: `role ${role}`, statement: sql`set local role ${name(role)}` };
      // The admin's session may be anybody's: only a login's own tells whether it may.
      if (attacker.method === 'login') {
        const statement = sql`set local session authorization ${name(role)}`;
        yield { object: `role ${role}`, statement };
      }
    }
  },
});
