import { quoteIdent, quoteLiteral } from '../../../catalog/quote.ts';
import type { Values } from '../made-rows.ts';
import type { Answer, Held } from '../savepoint.ts';
import type { Solution } from '../solve/problem.ts';
import type { Target } from '../plan/targets.ts';

/** A row as the server took it. */
export interface Inserted {
  readonly values: Values;
  /** Oid of the table or partition that it is in. */
  readonly table: number;
  readonly ctid: string;
}

/** A column's value as SQL, of the column's type. */
export function valueSql({ columns }: Target, name: string, text: string | null): string {
  const type = columns.find((column) => column.name === name)?.type ?? 'text';
  return text === null ? 'null' : `${quoteLiteral(text)}::${type}`;
}

/** All columns of a row as one JSON object of texts, in a list of outputs. */
export function rowAsJson({ columns }: Pick<Target, 'columns'>): string {
  const names = columns.map(({ name }) => quoteIdent(name));
  const texts = names.map((name) => `${name}::text as ${name}`);
  return `(select pg_catalog.row_to_json(r)::text from (select ${texts.join(', ')}) r)`;
}

/**
 * Inserts rows in one statement: foreign keys are checked at its end, so that rows may point at each other.
 *
 * @returns one answer for each, in their order; fewer when a trigger or a rule kept less.
 */
export async function insertRows(
  held: Held,
  rows: readonly { readonly target: Target; readonly values: Solution }[],
): Promise<Answer<Inserted>> {
  const inserts = rows.map(({ target, values }) => insertStatement(target, values));
  const [only] = inserts;
  const answer = await held.try<{ row: string; table: string; ctid: string }>(
    inserts.length === 1 && only !== undefined
      ? only
      : `with ${inserts.map((insert, at) => `i${at} as (${insert})`).join(', ')}
         ${inserts.map((_, at) => `select ${at} as n, * from i${at}`).join(' union all ')} order by n`,
  );
  if (answer.error) return answer;
  return {
    rows: answer.rows.map(({ row, table, ctid }) => ({
      values: JSON.parse(row) as Values,
      table: Number(table),
      ctid,
    })),
  };
}

function insertStatement(target: Target, solution: Solution): string {
  const given = target.columns.filter(({ name, generated }) => !generated && solution.has(name));
  const returning = `returning ${rowAsJson(target)} as row, tableoid::bigint::text as table, ctid::text`;
  if (given.length === 0) return `insert into ${target.into.ident} default values ${returning}`;
  const names = given.map(({ name }) => quoteIdent(name));
  const values = given.map(({ name }) => valueSql(target, name, solution.get(name) ?? null));
  const overriding = given.some(({ identity }) => identity === 'always')
    ? ' overriding system value'
    : '';
  return `insert into ${target.into.ident} (${names.join(', ')})${overriding}
    values (${values.join(', ')}) ${returning}`;
}
