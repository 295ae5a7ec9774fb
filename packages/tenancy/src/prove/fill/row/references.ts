import type { Column, ForeignKey } from '../../../catalog/catalog.ts';
import { quoteIdent, quoteLiteral } from '../../../catalog/quote.ts';
import type { Values } from '../made-rows.ts';
import type { Candidate, Condition } from '../solve/problem.ts';
import type { Target } from '../plan/targets.ts';

/** What a foreign key may point to. */
export interface Reference {
  /** The rows that there are, the best first. */
  readonly rows: readonly Values[];
  /** True: the row may point to itself. */
  readonly itself: boolean;
  /** Set: the row is made afterwards, with the values that are chosen here. Its place among the rows to be made. */
  readonly later: { readonly place: number; readonly target: Target } | undefined;
}

/** Values for a column that foreign keys decide. */
export function referencedValues(
  keys: readonly ForeignKey[],
  references: ReadonlyMap<ForeignKey, Reference>,
  column: string,
): readonly Candidate[] {
  const values = keys.flatMap((key) => {
    const reference = references.get(key);
    const other = key.referencedColumns[key.columns.indexOf(column)] ?? column;
    const theirs = (reference?.rows ?? [])
      .flatMap((row) => row[other] ?? [])
      .map((text) => ({ sql: quoteLiteral(text), needs: [] }));
    const its = { sql: quoteIdent(other), needs: [other] };
    return reference?.itself === true && other !== column ? [...theirs, its] : theirs;
  });
  return [...new Map(values.map((value) => [value.sql, value])).values()];
}

/** That the row points to one of those it may point to, or, where it may, to none. */
export function referenceCondition(
  { table, columns }: Target,
  key: ForeignKey,
  { rows, itself }: Reference,
): Condition {
  const names = key.columns.map(quoteIdent);
  const types = key.columns.map((name) => castOf(columns, name));
  const options = rows.flatMap((row) => {
    const values = key.referencedColumns.map((name) => row[name] ?? null);
    if (values.some((value) => value === null)) return [];
    return names
      .map((name, at) => `${name} = (${quoteLiteral(values[at] ?? '')})${types[at]}`)
      .join(' and ');
  });
  if (itself) {
    options.push(
      names
        .map((name, at) => `${name} = ${quoteIdent(key.referencedColumns[at] ?? '')}`)
        .join(' and '),
    );
  }
  const none = names.map((name) => `${name} is null`).join(key.match === 'full' ? ' and ' : ' or ');
  const some = options.length === 0 ? 'false' : options.map((one) => `(${one})`).join(' or ');
  return {
    sql: `(${none}) or coalesce(${some}, false)`,
    columns: itself ? [...new Set([...key.columns, ...key.referencedColumns])] : key.columns,
    name: `foreign key ${key.name} of ${table.ident}`,
  };
}

function castOf(columns: readonly Column[], name: string): string {
  const type = columns.find((column) => column.name === name)?.base.name;
  return type === undefined ? '' : `::${type}`;
}
