import { onTables } from '../attempts.ts';
import { said, saysNothing } from '../verdict.ts';
import { sql } from '../sql.ts';

/** Whoever may write a table may lock it: others wait, and nobody is told anything. It is PostgreSQL's. */
export const lockTable = onTables({
  name: 'lock-table',
  title: 'Lock the table for all tenants',
  kinds: ['no context'],
  async *on(target) {
    const { arena, attacker, ident, rights } = target;
    const statement = sql`lock table ${ident} in access exclusive mode nowait`;
    const answer = await arena.undone(() => attacker.try(statement));
    const text = said(answer, arena.markers);
    const isWriter = rights.update || rights.delete || rights.insert || rights.truncate;
    const isLocked = answer.ok || answer.code === '55P03';
    if (isLocked) yield target.trial('accepted', 'others wait, and are told no row', statement);
    else if (saysNothing(answer)) yield target.trial('unproved', text, statement);
    else yield target.trial(isWriter ? 'blocked' : 'no access', text, statement);
  },
});
