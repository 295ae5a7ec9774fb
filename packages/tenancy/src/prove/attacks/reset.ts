import { onSession } from '../on-session.ts';
import { raw } from '../sql.ts';

/** What a session is behind its settings: with SET ROLE, the admin, which says nothing of an application's login. */
export const reset = onSession({
  name: 'reset',
  title: 'Reset the role and the settings, and read',
  async *steps(_, { method }) {
    const statements = [
      'reset all',
      ...(method === 'set role'
        ? []
        : [
            'reset role',
            'set local role none',
            `select pg_catalog.set_config('role', 'none', true)`,
          ]),
    ];
    for (const text of statements) yield { object: 'session', statement: raw(text) };
  },
});
