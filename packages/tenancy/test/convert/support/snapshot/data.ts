import { rowsOf, type Queryable } from '../../../../src/catalog/queryable.ts';
import { quoteIdent } from '../../../../src/catalog/quote.ts';
import { prelude } from './prelude.ts';

interface Stored {
  /** With its schema, as SQL writes it. */
  readonly name: string;
  readonly kind: 'r' | 'm' | 'S';
  readonly readable: boolean;
  /** In their order. */
  readonly columns: readonly string[];
}

/** Tables, partitions, materialized views and sequences: what holds rows itself. */
export async function storedRelations(
  db: Queryable,
  filter: readonly [only: readonly string[] | null, without: readonly string[]],
): Promise<readonly Stored[]> {
  return rowsOf<Stored>(
    db,
    `${prelude} select c.oid::regclass::text as name, c.relkind as kind, c.relispopulated as readable,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        order by a.attnum) as columns
    from pg_class c join chosen on chosen.oid = c.relnamespace where c.relkind in ('r', 'm', 'S')`,
    filter,
  );
}

/** A line that says how many rows there are and what is in them, in whatever order; of a sequence, where it is. */
export async function contentOf(
  db: Queryable,
  { name, kind, readable, columns }: Stored,
  withoutColumns: readonly string[],
): Promise<string> {
  if (!readable) return `${name}: not populated`;
  if (kind === 'S') {
    const sql = `select last_value::text as at, is_called as called from ${name}`;
    const [sequence] = await rowsOf<{ at: string; called: boolean }>(db, sql);
    return `${name}: at ${sequence?.at}${sequence?.called === true ? '' : ', not called'}`;
  }
  const listed = columns.filter((column) => !withoutColumns.includes(column)).map(quoteIdent);
  const [content] = await rowsOf<{ rows: string; sum: string }>(
    db,
    `select count(*)::text as rows, coalesce(sum(hashtextextended(row(${listed.join(', ')})::text, 0)), 0)::text as sum
    from only ${name}`,
  );
  return `${name}: ${content?.rows} rows, checksum ${content?.sum}`;
}
