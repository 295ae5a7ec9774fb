import type { ReadRows } from '../dump/read.ts';
import type { Comparison } from './compare.ts';
import { splitId } from '../dump/object.ts';

/**
 * Which of the tables that statements could take something from hold rows, by id. By their size on disk: policies
 * hide rows from whoever counts them. A table that was emptied by DELETE holds some until VACUUM comes.
 */
export async function tablesWithRows(
  rows: ReadRows,
  { missing, unexpected, changed, unknown }: Comparison,
): Promise<ReadonlySet<string>> {
  const columns = [...missing, ...unexpected, ...changed.map(({ found }) => found)].filter(
    ({ kind }) => kind === 'column',
  );
  const tables = [
    ...columns.map(({ id }) => splitId(id)[0]),
    ...unknown.filter(({ kind }) => kind === 'table').map(({ id }) => id),
  ];
  if (tables.length === 0) return new Set();
  const found = await rows<{ id: string }>(
    `select t.id from string_to_table($1, E'\\n') t (id)
      where pg_relation_size(to_regclass(t.id)) > 0
         or exists (select from pg_partition_tree(to_regclass(t.id)) p where pg_relation_size(p.relid) > 0)`,
    [[...new Set(tables)].join('\n')],
  );
  return new Set(found.map(({ id }) => id));
}
