import { onSession } from '../on-session.ts';
import { name, sql } from '../sql.ts';

/**
 * DROP OWNED takes the policies that name a role, and leaves what grants to others give: a restrictive policy that is
 * gone no longer restricts.
 */
export const dropOwned = onSession({
  name: 'drop-owned',
  title: 'Drop what the role owns and is named in, and read',
  async *steps(_, attacker) {
    const roles = new Set([attacker.user, attacker.subject.base.role]);
    for (const role of roles) {
      yield { object: `role ${role}`, statement: sql`drop owned by ${name(role)}` };
    }
  },
});
