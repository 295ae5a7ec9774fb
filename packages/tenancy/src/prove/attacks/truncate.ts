import { onTables } from '../attempts.ts';
import { said, saysNothing } from '../verdict.ts';
import { sql } from '../sql.ts';

/** Row security does not filter TRUNCATE: whoever may, empties the table of all. */
export const truncate = onTables({
  name: 'truncate',
  title: 'Empty the table of all tenants’ rows',
  async *on(target) {
    const { arena, attacker, ident, rights } = target;
    const statement = sql`truncate ${ident} cascade`;
    const answer = await arena.undone(() => attacker.try(statement));
    const text = said(answer, arena.markers);
    if (answer.ok) yield target.trial('leak', 'the table is empty', statement);
    else if (!rights.truncate) yield target.trial('no access', text, statement);
    else if (saysNothing(answer) || answer.code !== '42501') {
      yield target.trial('unproved', text, statement);
    } else yield target.trial('blocked', text, statement);
  },
});
