import type { SurveyTable } from '../survey/survey.ts';

/** A function in PL/pgSQL that raises an error whatever happens, and does nothing else. */
const onlyRaises =
  /^\s*begin\s+raise\s+(?!(?:debug|log|info|notice|warning)\b)(?:[^';]|'(?:[^']|'')*')*;\s*(?:return\s+\w+\s*;\s*)?end\s*;?\s*$/i;

const comments = /--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Whether triggers refuse every UPDATE and every DELETE of its rows. */
export function refusesChanges({ triggers }: SurveyTable): boolean {
  const refusing = triggers.filter(
    ({ enabled, unconditional, source }) =>
      (enabled === 'O' || enabled === 'A') &&
      unconditional &&
      onlyRaises.test(source.replace(comments, ' ')),
  );
  return refusing.some(({ onUpdate }) => onUpdate) && refusing.some(({ onDelete }) => onDelete);
}
