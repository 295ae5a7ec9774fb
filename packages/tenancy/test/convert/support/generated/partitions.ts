import { quote, type Table } from './design.ts';

/**
 * A table's partitions, by what its rows have in their column `part`: 0 to 3.
 *
 * @param reversed its columns, the last first: what is attached may have them in another order.
 */
export function partitionsSql(table: Table, reversed: readonly string[]): readonly string[] {
  const { choices, ident, schema, number, part } = table;
  const name = (suffix: string) => `${quote(schema)}.${quote(choices.name(`p${number}${suffix}`))}`;
  const by = quote(part?.name ?? '');
  switch (choices.partitions) {
    case '':
      return [];
    case 'list':
      return [
        `create table ${name('a')} partition of ${ident} for values in (0, 2)`,
        `create table ${name('b')} partition of ${ident} default`,
      ];
    case 'range':
      return [
        `create table ${name('a')} partition of ${ident} for values from (minvalue) to (2)`,
        `create table ${name('b')} partition of ${ident} for values from (2) to (maxvalue)`,
      ];
    case 'hash':
      return [0, 1, 2].map(
        (n) =>
          `create table ${name(`${n}`)} partition of ${ident} for values with (modulus 3, remainder ${n})`,
      );
    case 'two levels':
      return [
        `create table ${name('a')} partition of ${ident} for values from (0) to (2) partition by list (${by})`,
        `create table ${name('a0')} partition of ${name('a')} for values in (0)`,
        `create table ${name('a1')} partition of ${name('a')} default`,
        `create table ${name('b')} partition of ${ident} for values from (2) to (4)`,
      ];
    case 'attached': {
      const columns = reversed.filter((one) => !one.includes('generated'));
      return [
        `create table ${name('a')} partition of ${ident} for values from (0) to (2)`,
        ...(columns.length === reversed.length
          ? [
              `create table ${name('b')} (gone int, ${columns.join(', ')})`,
              `alter table ${name('b')} drop column gone`,
              `alter table ${ident} attach partition ${name('b')} for values from (2) to (4)`,
            ]
          : [`create table ${name('b')} partition of ${ident} for values from (2) to (4)`]),
      ];
    }
  }
}
