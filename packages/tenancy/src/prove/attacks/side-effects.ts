import { onTables } from '../attempts.ts';
import { changeable } from '../columns.ts';
import { insertOf, sameRow } from '../rows.ts';
import { name, raw, sql } from '../sql.ts';
import { watch } from '../watch.ts';
import { isDenied, said, saysNothing } from '../verdict.ts';

/** Rules, triggers and cascading foreign keys act on other tables: what is written is one's own, what changes need not be. */
export const sideEffects = onTables({
  name: 'side-effects',
  title: 'Change rows of the other tenant by writing one’s own',
  kinds: ['acting'],
  async *on(target) {
    const { arena, attacker, ident, ownRow, reach, rights, table } = target;
    if (reach.write === 'none' || !ownRow) return;
    const changed = await watch(arena, attacker);
    const itself = sameRow(ownRow, rights.selectable);
    const [column] = changeable(table, rights.updatable);
    const fresh = target.fresh('own');
    const isForOthers =
      table.config?.insertForOthers?.includes(attacker.subject.base.name) ?? false;
    const statements = [
      ...(column === undefined
        ? []
        : [
            sql`update ${ident} set ${name(column)} = ${ownRow.values[column] ?? null} where ${itself}`,
          ]),
      sql`delete from ${ident} where ${itself}`,
      ...(fresh ? [insertOf(table, fresh)] : []),
    ];
    for (const statement of statements) {
      const [answer, all] = await arena.undone(async () => {
        const first = await attacker.try(statement);
        // What would happen at the commit happens now.
        if (first.ok) await attacker.try(raw('set constraints all immediate'));
        return [first, first.ok ? await changed() : []] as const;
      });
      // A new row may be somebody else's where the configuration says so.
      const others = isForOthers ? all.filter((changedTable) => changedTable !== table.ident) : all;
      const text = said(answer, arena.markers);
      if (others.length > 0) {
        yield target.trial('leak', `${text}, and changed ${others.join(', ')}`, statement);
      } else if (answer.ok) {
        yield target.trial('blocked', `${text} of its own, nothing else`, statement);
      } else {
        const outcome = saysNothing(answer)
          ? 'unproved'
          : isDenied(answer)
            ? 'no access'
            : 'blocked';
        yield target.trial(outcome, text, statement);
      }
    }
  },
});
