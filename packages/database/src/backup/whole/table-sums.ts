import type { Session } from '../../environment/session.ts';
import { ownSchemas } from '../own-schemas.ts';
import { leftOut } from './left-out.ts';

/** How many rows a table has, and a checksum over all of them. */
export interface TableSum {
  /** `public.projects`, as SQL writes it. */
  readonly name: string;
  readonly rows: number;
  /** Over all rows; see {@link rowSum}. */
  readonly checksum: string;
}

// A partitioned table stands for its partitions; what belongs to an extension is not dumped.
const tablesQuery = `
  select pg_catalog.format('%I.%I', n.nspname, c.relname) as name, pg_catalog.pg_total_relation_size(c.oid)::text as bytes
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p') and not c.relispartition
     and n.oid in (${ownSchemas})
     and not exists (select from pg_catalog.pg_depend d
                      where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e')
   order by 1`;

/** The tables that a dump holds the rows of. */
export async function dumpedTables(session: Session): Promise<readonly string[]> {
  const tables = await session.rows<{ name: string }>(tablesQuery);
  const out: readonly string[] = leftOut;
  return tables.map(({ name }) => name).filter((name) => !out.includes(name));
}

/** Reads a whole table; in a transaction with {@link useTextForm}. */
export async function tableSum(session: Session, name: string): Promise<TableSum> {
  const [sum] = await session.rows<{ sum: string }>(
    `select ${rowSum('(t.*)')} as sum from ${name} t`,
  );
  const [rows, checksum = ''] = (sum?.sum ?? '').split(':');
  return { name, rows: Number(rows), checksum };
}

/**
 * SQL of an aggregate over rows that says how many there are and what they hold, whatever their order: their number, and the
 * sum of 64 bits of a hash of each.
 *
 * @param hash of a text, as a bigint. Default: of its SHA-256, which is the same on every server.
 */
export function rowSum(row: string, hash: (text: string) => string = sha256): string {
  const sum = `pg_catalog.sum(${hash(`${row}::pg_catalog.text`)})`;
  return `pg_catalog.concat_ws(':', pg_catalog.count(*), coalesce(${sum}, 0))`;
}

function sha256(text: string): string {
  const digest = `pg_catalog.sha256(pg_catalog.convert_to(${text}, 'UTF8'))`;
  const hex = `pg_catalog.encode(pg_catalog.substring(${digest}, 1, 8), 'hex')`;
  return `('x' || ${hex})::pg_catalog.bit(64)::pg_catalog.int8`;
}

/**
 * What differs between the tables of a backup and those that are there, a sentence each; nothing when they are alike.
 */
export function differences(
  expected: readonly TableSum[],
  actual: readonly TableSum[],
): readonly string[] {
  const there = new Map(actual.map((sum) => [sum.name, sum]));
  const wanted = new Set(expected.map(({ name }) => name));
  return [
    ...expected.flatMap((sum) => {
      const other = there.get(sum.name);
      if (other === undefined) return [`${sum.name} is missing`];
      if (other.rows !== sum.rows)
        return [`${sum.name} has ${other.rows} rows instead of ${sum.rows}`];
      return other.checksum === sum.checksum ? [] : [`${sum.name} has other values`];
    }),
    ...actual.filter(({ name }) => !wanted.has(name)).map(({ name }) => `${name} is too much`),
  ];
}
