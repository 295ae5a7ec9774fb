import { onTables } from '../attempts.ts';
import { said } from '../verdict.ts';
import { sql } from '../sql.ts';

/**
 * Row security does not filter COPY FROM: the server refuses it where rows are hidden by policies. Where it waits for
 * data, it would take any.
 */
export const copyIn = onTables({
  name: 'copy-in',
  title: 'Copy rows of the other tenant in',
  async *on(target) {
    const { arena, attacker, ident, rights, table } = target;
    const statement = sql`copy ${ident} from stdin`;
    if (!rights.insert) {
      yield target.trial('no access', 'no right to INSERT', statement);
      return;
    }
    if (!arena.copiesIn) {
      const [row] = await arena.rows<{ active: boolean }>(
        sql`select pg_catalog.row_security_active(${String(table.oid)}::oid) as active`,
      );
      yield row?.active
        ? target.trial(
            'blocked',
            'not sent over this connection; row security is active',
            statement,
          )
        : target.trial('leak', 'row security is not active: COPY would insert any row', statement);
      return;
    }
    const answer = await arena.undone(() => attacker.try(statement));
    // 57014: the client, which has nothing to send, gave up; the server had begun.
    const began = answer.ok || answer.code === '57014';
    const isRefused = !answer.ok && ['42501', '0A000'].includes(answer.code);
    const outcome = began ? 'leak' : isRefused ? 'blocked' : 'unproved';
    yield target.trial(outcome, said(answer, arena.markers), statement);
  },
});
