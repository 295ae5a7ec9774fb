import type { StepResult, TypeParsers } from '../driver.ts';

/** A column as RowDescription gives it. */
export interface FieldDescription {
  readonly name: string;
  readonly dataTypeID: number;
}

/** Collects one step's messages into its result. */
export class ResultBuilder implements StepResult {
  readonly #types: TypeParsers;
  readonly #asArray: boolean;
  #parsers: readonly ((text: string) => unknown)[] = [];
  command = '';
  rowCount: number | null = null;
  fields: readonly FieldDescription[] = [];
  readonly rows: unknown[] = [];

  constructor(types: TypeParsers, rowMode: 'array' | undefined) {
    this.#types = types;
    this.#asArray = rowMode === 'array';
  }

  describe(fields: readonly FieldDescription[]): void {
    this.fields = fields;
    this.#parsers = fields.map(({ dataTypeID }) => this.#types.getTypeParser(dataTypeID, 'text'));
  }

  /** @param values in the protocol's text format. */
  add(values: readonly (string | null)[]): void {
    const parsed = values.map((value, i) => {
      const parser = this.#parsers[i];
      return value === null || parser === undefined ? value : parser(value);
    });
    this.rows.push(this.#asArray ? parsed : this.#toObject(parsed));
  }

  /** @param tag the command tag: "INSERT 0 5", "SELECT 3", "COMMIT". */
  complete(tag: string): void {
    const words = tag.split(' ');
    this.command = words[0] ?? '';
    const count = Number(words.at(-1));
    this.rowCount = words.length > 1 && Number.isInteger(count) ? count : null;
  }

  #toObject(values: readonly unknown[]): Record<string, unknown> {
    return Object.fromEntries(this.fields.map(({ name }, i) => [name, values[i]]));
  }
}
