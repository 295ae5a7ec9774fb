import type { Survey, SurveyTable } from '../survey/survey.ts';

/** Rows that a table of reference data has at most. */
const fewRows = 1_000;

/** Names of what is the same for everybody. */
const names =
  /^(countr(y|ies)|currenc(y|ies)|languages?|locales?|time_?zones?|units?(_of_measure)?|states|provinces)$/;

/** `character(2)`, `character varying(3)`: the codes of ISO 3166, 4217 and 639. */
const shortCode = /^character( varying)?\([23]\)$/;

/**
 * Whether a table looks like data that are the same for everybody: few rows, to which others refer, which refer to nothing, under
 * a short code or a name that says so. Everything else may be somebody's: whoever takes it for global shows it to everybody.
 */
export function isReferenceData(table: SurveyTable, { tables }: Survey): boolean {
  const key = table.indexes.find(({ primary }) => primary)?.columns ?? [];
  const type = table.columns.find(({ name }) => name === key[0])?.type ?? '';
  const isCode = key.length === 1 && shortCode.test(type);
  const isReferred = tables.some(({ foreignKeys }) =>
    foreignKeys.some(({ references }) => references === table.oid),
  );
  return (
    (isCode || names.test(table.name)) &&
    isReferred &&
    table.foreignKeys.length === 0 &&
    table.rows <= fewRows
  );
}
