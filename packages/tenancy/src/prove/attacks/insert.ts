import { everybody, onTables } from '../attempts.ts';
import { insertOf } from '../rows.ts';

export const insert = onTables({
  name: 'insert',
  title: 'Insert rows for the other tenant',
  kinds: everybody,
  async *on(target) {
    const { table, reach, unwritable } = target;
    const subject = target.attacker.subject.base;
    if (reach.write === 'all') return;
    const own = target.fresh('own') ?? target.again('own');
    const foreign = target.fresh('foreign') ?? target.again('foreign');
    if (!own && !foreign) {
      yield target.rights.insert
        ? target.trial('unproved', 'no values were found for one more row', '')
        : target.trial('no access', 'no right to INSERT', '');
      return;
    }
    if (foreign) yield await target.write('insert', insertOf(table, foreign));
    if (own && reach.write === 'none') yield await target.write('insert', insertOf(table, own));
    if (!own || typeof reach.write === 'string') return;
    // Of its own tenant, and somebody else's.
    const theirs = unwritable.find(({ side }) => side === 'own');
    const isTheirsToMake = table.config?.insertForOthers?.includes(subject.name) ?? false;
    if (theirs && !isTheirsToMake) {
      const columns = reach.write.map(({ column }) => [column, theirs.values[column] ?? null]);
      yield await target.write('insert', insertOf(table, own, Object.fromEntries(columns)));
    }
    const key = table.columns.find((column) => column.name === table.key);
    if (key && !key.notNull) {
      yield await target.write('insert', insertOf(table, own, { [key.name]: null }));
    }
  },
});
