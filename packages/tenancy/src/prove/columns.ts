import type { Table } from '../catalog/catalog.ts';

/** Columns that an attack may set among those that a role may, the ones first that nothing else depends on. */
export function changeable(table: Table, granted: readonly string[]): readonly string[] {
  const bound = new Set([
    ...table.primaryKey,
    ...table.uniques.flatMap(({ columns }) => columns),
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
