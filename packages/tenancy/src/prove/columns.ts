import type { Table, Unique } from '../catalog/catalog.ts';

/** Columns that an attack may set among those that a role may, the ones first that nothing else depends on. */
export function changeable(table: Table, granted: readonly string[]): readonly string[] {
  const bound = new Set([
    ...table.primaryKey,
    ...table.uniques.flatMap((unique) => uniqueColumns(table, unique)),
    ...table.foreignKeys.flatMap(({ columns }) => columns),
    ...(table.key === undefined ? [] : [table.key]),
  ]);
  const columns = table.columns
    .filter(({ generated, identity, name }) => !generated && !identity && granted.includes(name))
    .map(({ name }) => name);
  return [
    ...columns.filter((column) => !bound.has(column)),
    ...columns.filter((column) => bound.has(column)),
  ];
}

/** Columns that a unique constraint or index depends on; of an expression or a predicate those that are named in it. */
export function uniqueColumns({ columns }: Table, unique: Unique): readonly string[] {
  const texts = [...(unique.expressions ? unique.keys : []), unique.where ?? ''].join(' ');
  const words = new Set(texts.match(/"(?:[^"]|"")+"|[a-z_][\w$]*/gi));
  const named = columns.filter(
    ({ name }) => words.has(name) || words.has(`"${name.replaceAll('"', '""')}"`),
  );
  return [...new Set([...unique.columns, ...named.map(({ name }) => name)])];
}
