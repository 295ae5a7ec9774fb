import { onSession } from '../on-session.ts';
import { name, sql } from '../sql.ts';

export const alterRole = onSession({
  name: 'alter-role',
  title: 'Give the role more rights, or make one that has them',
  kinds: ['no context'],
  async *steps(arena, { user, subject }) {
    const role = subject.base.role;
    for (const given of new Set([user, role])) {
      for (const attribute of [sql`superuser`, sql`bypassrls`, sql`createrole`, sql`replication`]) {
        const statement = sql`alter role ${name(given)} ${attribute}`;
        yield { object: `role ${given}`, statement, success: 'leak' };
      }
    }
    // For connections to come: names that are looked up elsewhere, limits, what is logged.
    yield {
      object: `role ${user}`,
      statement: sql`alter role ${name(user)} set search_path = pg_temp`,
      success: 'accepted',
      why: 'every role may change its own defaults, for connections to come',
    };
    yield { object: 'new role', statement: sql`create role prove_role`, success: 'leak' };
    for (const trusted of arena.config.roles.trusted ?? []) {
      const statement = sql`grant ${name(trusted)} to ${name(role)}`;
      yield { object: `role ${trusted}`, statement, success: 'leak' };
    }
  },
});
