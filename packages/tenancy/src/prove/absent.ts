import { randomUUID } from 'node:crypto';
import type { Column } from '../catalog/catalog.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import { equal } from './rows.ts';
import type { MadeRow } from './types.ts';

/** SQL that names a row like this one that is not there; undefined where no such key comes to mind. */
export function absentLike(row: MadeRow): SqlFragment | undefined {
  const { table, values } = row;
  const column = table.columns.find(
    ({ name, base }) => table.primaryKey.includes(name) && valueOf(base) !== undefined,
  );
  if (!column) return undefined;
  return equal(
    table.primaryKey.map((name) => [
      name,
      name === column.name ? (valueOf(column.base) ?? null) : (values[name] ?? null),
    ]),
  );
}

/** A value that no row has, by the type alone. */
export function valueOf({ name, category, kind }: Column['base']): string | undefined {
  if (kind !== 'base') return undefined;
  if (name === 'uuid') return randomUUID();
  if (name === 'smallint') return '32767';
  if (name === 'integer') return '2147483647';
  if (name === 'bigint') return '9223372036854775807';
  return category === 'S' && !name.includes('(') ? `prove ${randomUUID()}` : undefined;
}
