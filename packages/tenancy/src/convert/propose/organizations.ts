import type { Survey, SurveyTable } from '../survey/survey.ts';

/** Names that tables of organizations have, the likelier first. */
const names = [
  /^organi[sz]ations?$/,
  /^tenants?$/,
  /^compan(y|ies)$/,
  /^workspaces?$/,
  /^accounts?$/,
  /^teams?$/,
  /^(customers?|clients?)_?(accounts?|organi[sz]ations?)$/,
];

const keyTypes = new Set(['uuid', 'bigint', 'integer', 'text']);

/** The table that holds the organizations already, and the column by which most tables refer to it. */
export function findOrganizations(
  survey: Survey,
): { readonly table: SurveyTable; readonly key: string } | undefined {
  for (const name of names) {
    const table = survey.tables.find((one) => name.test(one.name) && hasKey(one));
    const key = table && usualReference(survey, table);
    if (table && key !== undefined) return { table, key };
  }
  return undefined;
}

function hasKey({ columns, indexes }: SurveyTable): boolean {
  const key = indexes.find(({ primary }) => primary)?.columns ?? [];
  const type = columns.find(({ name }) => name === key[0])?.type ?? '';
  return key.length === 1 && keyTypes.has(type);
}

/** Of at least two tables; one reference alone says little. */
function usualReference({ tables }: Survey, { oid }: SurveyTable): string | undefined {
  const columns = tables.flatMap(({ foreignKeys, oid: own }) =>
    foreignKeys
      .filter((key) => key.references === oid && own !== oid && key.columns.length === 1)
      .map((key) => key.columns[0] ?? ''),
  );
  if (columns.length < 2) return undefined;
  const count = (name: string) => columns.filter((column) => column === name).length;
  return columns.toSorted((a, b) => count(b) - count(a) || (a < b ? -1 : 1))[0];
}
