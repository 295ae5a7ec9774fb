import type { Survey, SurveyTable } from '../survey/survey.ts';

/** Tables by the ways SQL may write their names: those of schema public without it as well. */
export function tableByName({ tables }: Survey): ReadonlyMap<string, SurveyTable> {
  return new Map(
    tables.flatMap((table) => [
      [table.ident, table] as const,
      ...(table.schema === 'public' ? [[shortName(table), table] as const] : []),
    ]),
  );
}

/** The table of a name, which may leave quotes away where the name is simple without them. */
export function lookUp(
  byName: ReadonlyMap<string, SurveyTable>,
  name: string,
): SurveyTable | undefined {
  return byName.get(name) ?? byName.get(`"${name}"`);
}

/** As a configuration names it: without its schema where that is public. */
export function shortName({ ident, schema }: SurveyTable): string {
  return schema === 'public' ? ident.slice('public.'.length) : ident;
}

/** What a step is called after: its table. */
export function columnIdent(table: SurveyTable, name: string): string {
  return table.columns.find((column) => column.name === name)?.ident ?? `"${name}"`;
}

export function columnList(table: SurveyTable, names: readonly string[]): string {
  return names.map((name) => columnIdent(table, name)).join(', ');
}

/** A table that a step of the project's own makes: all that can be known of it beforehand. */
export interface MadeTable {
  readonly ident: string;
  /** As the configuration names it. */
  readonly name: string;
}

/** Names as SQL writes them, of schema public where none is said. */
export function madeTables(
  steps: readonly { readonly tables?: readonly string[] }[],
): readonly MadeTable[] {
  return steps.flatMap(({ tables = [] }) =>
    tables.map((name) => ({
      name,
      ident: /^("(?:[^"]|"")+"|\w+)\./.test(name) ? name : `public.${name}`,
    })),
  );
}
