import { visible } from './text.ts';

/** A piece of HTML. Only {@link html} makes one, so that nothing else can be taken for it. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Value = Html | string | number | undefined | readonly Html[];

/** HTML from a template. Every value that is not {@link Html} itself is text, and shown as it is. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  // Indentation is this source's; in a page of thousands of rows it would be half of it.
  const raw = strings.map((string) => string.replaceAll(/\n\s+/g, '\n'));
  return new Html(String.raw({ raw }, ...values.map(written)));
}

function written(value: Value): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(String).join('');
  return visible(String(value))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
