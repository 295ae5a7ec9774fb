import { getTableName } from 'drizzle-orm';
import { tables } from './tables.ts';

/**
 * The table that a column's name says it refers to: `project_id` and `parent_project_id` say `projects`.
 * What is called otherwise (`created_by`, `successor`) it cannot know.
 *
 * @returns the table's name, or undefined when no table of the schema is called so.
 */
export function tableNamedBy(column: string): string | undefined {
  if (!column.endsWith('_id')) return undefined;
  const stem = column.slice(0, -'_id'.length);
  return tables
    .map(getTableName)
    .find((name) => singularsOf(name).some((one) => stem === one || stem.endsWith(`_${one}`)));
}

/** What one row of a table may be called; a plural in -es has two readings, and one of them is no word. */
function singularsOf(name: string): readonly string[] {
  return [
    name.replace(/s$/, ''),
    ...(name.endsWith('es') ? [name.slice(0, -2)] : []),
    ...(name.endsWith('ies') ? [`${name.slice(0, -3)}y`] : []),
  ];
}
