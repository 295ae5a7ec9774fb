import { onTables } from '../attempts.ts';
import { raw, sql } from '../sql.ts';

export const lockRows = onTables({
  name: 'lock-rows',
  title: 'Lock rows of the other tenant',
  async *on(target) {
    const rows = target.unreadable;
    if (rows.length === 0) return;
    for (const strength of ['update', 'key share']) {
      const trial = await target.read(
        sql`select 1 from ${target.ident} where ${target.these(rows)} for ${raw(strength)}`,
      );
      // It takes the right to UPDATE as well.
      const isWithout = !target.rights.update && trial.outcome === 'blocked';
      yield isWithout ? { ...trial, outcome: 'no access' } : trial;
    }
  },
});
