import { onTables } from '../attempts.ts';
import { said } from '../verdict.ts';
import { sql } from '../sql.ts';

/** The planner's statistics hold values of rows. The views on them leave out tables whose rows are hidden by policies. */
export const statistics = onTables({
  name: 'statistics',
  title: 'Read values from the planner’s statistics',
  async *on(target) {
    const { arena, attacker, table, reach, rights } = target;
    if (reach.read === 'all') return;
    const views = ['pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs'];
    const statement = sql`select (select pg_catalog.count(*) from pg_catalog.pg_stats
        where schemaname = ${table.schema} and tablename = ${table.name})
      + (select pg_catalog.count(*) from pg_catalog.pg_stats_ext
        where schemaname = ${table.schema} and tablename = ${table.name}) as n`;
    const answer = await arena.undone(() => attacker.try(statement));
    const found = answer.ok ? Number(answer.rows[0]?.['n']) : 0;
    if (!answer.ok || found > 0) {
      const outcome = answer.ok ? 'leak' : 'unproved';
      yield target.trial(outcome, said(answer, arena.markers, found), statement);
      return;
    }
    if (!rights.select) {
      yield target.trial('no access', '0 rows', statement);
      return;
    }
    // Nobody may have analyzed it yet; then what decides is what the views ask.
    const active = sql`select pg_catalog.row_security_active(${String(table.oid)}::oid) as active`;
    const [row] = await arena.rows<{ active: boolean }>(active);
    yield row?.active
      ? target.trial('blocked', `0 rows in ${views.join(', ')}`, statement)
      : target.trial('leak', 'row security is not active: statistics are shown', active);
  },
});
