import { StatementError } from '../errors/client.ts';
import { refuseUnbindable } from './unbindable.ts';

/** What becomes of a value in the text; `bind` makes it the statement's next value and returns its number, from 1 on. */
export type Binding = (value: unknown, bind: (value: unknown) => number) => string;

/** SQL as the code has it, with values that stay values: part of a statement, or all of it. */
export class SqlFragment {
  readonly #strings: readonly string[];
  readonly #values: readonly unknown[];

  /** @throws StatementError when a value cannot be one. */
  constructor(strings: readonly string[], values: readonly unknown[]) {
    for (const value of values) if (!SqlFragment.#is(value)) refuseUnbindable(value);
    this.#strings = strings;
    this.#values = values;
  }

  /** @returns text and values; fragments among the values are part of the text. */
  compile(binding: Binding): { readonly text: string; readonly values: readonly unknown[] } {
    const values: unknown[] = [];
    const text = this.#text((value) => binding(value, (bound) => values.push(bound)));
    return { text, values };
  }

  #text(valueText: (value: unknown) => string): string {
    return this.#strings.reduce((text, string, i) => {
      const value = this.#values[i - 1];
      const before = SqlFragment.#is(value) ? value.#text(valueText) : valueText(value);
      return join(join(text, before), string);
    });
  }

  // Not by its shape: what a request's body is parsed into can have any.
  static #is(value: unknown): value is SqlFragment {
    return typeof value === 'object' && value !== null && #strings in value;
  }
}

/** `$1` and a digit behind it would be another parameter. */
function join(text: string, more: string): string {
  return /\d$/.test(text.slice(-1)) && /^\d/.test(more) ? `${text} ${more}` : text + more;
}

/** @throws StatementError when `strings` are no template's: text must not get there in any other way. */
export function templateStrings(strings: TemplateStringsArray): readonly string[] {
  if (!Array.isArray(strings) || !Array.isArray(strings.raw)) {
    throw new StatementError(
      'SQL is written as a template: sql`...`, not sql(...). There is no way to run a text as it is. Nothing was sent.',
    );
  }
  if (strings.some((string) => typeof string !== 'string')) {
    throw new StatementError('The SQL has an escape that is none, such as \\u. Nothing was sent.');
  }
  return strings;
}
