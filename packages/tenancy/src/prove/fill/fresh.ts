import type { Table } from '../../catalog/catalog.ts';
import type { FreshRow, Side } from '../types.ts';
import type { Filling } from './filling.ts';
import { valueSql } from './row/insert.ts';
import { isRefusal, makeRows } from './row/make.ts';
import { held } from './savepoint.ts';
import { refusedAtCommit } from './settle.ts';

/** Values for one more row of the side's first owner. */
export async function freshRow(
  filling: Filling,
  table: Table,
  side: Side,
): Promise<FreshRow | undefined> {
  const targets = filling.families
    .flatMap((family) => family.targets)
    .filter(({ within }) => within.includes(table.oid));
  for (const target of targets) {
    const fresh = await held(filling.admin, async (tried) => {
      const made = await makeRows(filling, [{ target, side, nth: 0 }]);
      const refused = isRefusal(made) || (await refusedAtCommit(filling.admin)) !== undefined;
      await tried.undo();
      if (refused) return undefined;
      return made.flatMap(({ values }) =>
        target.columns
          .filter(({ name, generated }) => !generated && values.has(name))
          .map(({ name }) => [name, valueSql(target, name, values.get(name) ?? null)] as const),
      );
    });
    if (fresh) return Object.fromEntries(fresh);
  }
  return undefined;
}
