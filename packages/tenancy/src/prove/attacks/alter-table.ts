import { onTables } from '../attempts.ts';
import { name, sql } from '../sql.ts';
import { said, saysNothing } from '../verdict.ts';

/** Whoever owns a table, or holds TRIGGER on it, needs no way around its policies. */
export const alterTable = onTables({
  name: 'alter-table',
  title: 'Switch the table’s policies off, or add code to it',
  kinds: ['no context'],
  async *on(target) {
    const { arena, attacker, ident, rights, table } = target;
    const user = name(attacker.user);
    const statements = [
      sql`alter table ${ident} disable row level security`,
      sql`alter table ${ident} no force row level security`,
      sql`alter table ${ident} disable trigger all`,
      sql`alter table ${ident} owner to ${user}`,
      sql`create policy prove_policy on ${ident} using (true)`,
      // A lock is taken before the right is looked at.
      ...(rights.trigger
        ? [
            sql`create trigger prove_trigger before insert or update on ${ident} for each row
                execute function pg_catalog.suppress_redundant_updates_trigger()`,
          ]
        : []),
    ];
    for (const statement of statements) {
      const answer = await arena.undone(() => attacker.try(statement));
      const text = said(answer, arena.markers);
      if (answer.ok) yield target.trial('leak', 'done', statement);
      else yield target.trial(saysNothing(answer) ? 'unproved' : 'no access', text, statement);
    }
    // Without the right to, it is a warning: what counts is what the role may afterwards.
    const grant = sql`grant all on ${ident} to ${user}`;
    const gained = await arena.undone(async () => {
      await attacker.try(grant);
      const [row] = await arena.rows<{ may: boolean }>(
        sql`select pg_catalog.has_table_privilege(${String(table.oid)}::oid, 'truncate') as may`,
      );
      return row?.may === true && !rights.truncate;
    });
    yield target.trial(
      gained ? 'leak' : 'no access',
      gained ? 'granted' : 'nothing granted',
      grant,
    );
  },
});
