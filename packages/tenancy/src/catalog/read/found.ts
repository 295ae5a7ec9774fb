import { rowsOf, type Queryable } from '../queryable.ts';

/**
 * Runs a select and returns its rows as JSON has them: drivers differ in what they make of a bigint or an array.
 * Oids are selected `::bigint`, names `::text`.
 */
export async function found<Row>(
  db: Queryable,
  select: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const [row] = await rowsOf<{ rows: string }>(
    db,
    `select coalesce(pg_catalog.json_agg(pg_catalog.row_to_json(found)), '[]')::text as rows
       from (${select}) found`,
    values,
  );
  return JSON.parse(row?.rows ?? '[]') as Row[];
}

/** Oids as a parameter that is cast `::oid[]`. */
export function oidArray(oids: readonly number[]): string {
  return `{${oids.join(',')}}`;
}

/** `undefined` where JSON says null. */
export function optional<T>(value: T | null): T | undefined {
  return value ?? undefined;
}

export function groupBy<T>(items: readonly T[], key: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
