import { quoteLiteral } from '../catalog/quote.ts';
import { SqlFragment, templateStrings } from '../sql/fragment.ts';
import { identifier } from '../sql/identifier.ts';

/*
 * SQL of the attacks. Values are sent as literals, so that several statements travel at once; reports show them
 * as parameters.
 */

/** sql`select 1 from ${raw(table.ident)} where id = ${value}`: texts are values, null is NULL. */
export function sql(
  strings: TemplateStringsArray,
  ...values: readonly (SqlFragment | string | number | null)[]
): SqlFragment {
  return new SqlFragment(templateStrings(strings), values);
}

/** SQL as it is: what the catalogs say, or an expression. */
export function raw(text: string): SqlFragment {
  return new SqlFragment([text], []);
}

/** An expression that holds a value: sent as it is, and shown as a parameter. */
class Expression {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export function expression(text: string): SqlFragment {
  return new SqlFragment(['', ''], [new Expression(text)]);
}

/** A quoted name. */
export const name = (column: string): SqlFragment => identifier(column);

export function join(parts: readonly SqlFragment[], separator: string): SqlFragment {
  if (parts.length === 0) return raw('');
  const between = parts.slice(1).map(() => separator);
  return new SqlFragment(['', ...between, ''], parts);
}

export const commas = (parts: readonly SqlFragment[]): SqlFragment => join(parts, ', ');

/** The text to send. */
export function sent(statement: SqlFragment): string {
  return statement.compile(literal).text;
}

/** The text to show: values are `$1`, `$2`. */
export function shown(statement: SqlFragment): string {
  return statement
    .compile((value, bind) => `$${bind(value)}`)
    .text.replaceAll(/\s+/g, ' ')
    .trim();
}

function literal(value: unknown): string {
  if (value instanceof Expression) return value.text;
  return value === null ? 'null' : quoteLiteral(`${value as string | number}`);
}
