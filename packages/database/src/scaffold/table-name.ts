import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { OperationError } from '../environment/errors.ts';
import { statementsOf } from '../migrations/parse/statements.ts';

/** What a table is called, where. */
export interface TableNames {
  /** In SQL: "line_items". */
  readonly table: string;
  /** In TypeScript: "lineItems". */
  readonly identifier: string;
  /** In file names: "line-items". */
  readonly file: string;
}

// Constraints and indexes are called after it, and PostgreSQL keeps 63 bytes.
const longest = 48;

/** Words of JavaScript that would do as a table's name. */
const reserved = new Set(
  (
    'arguments await break class const continue debugger delete enum eval export extends finally function if implements ' +
    'import instanceof interface let new package private protected public return static super switch this throw try ' +
    'typeof var void while yield'
  ).split(' '),
);

/**
 * @param schema what the schema exports.
 * @throws OperationError `USAGE` for a name that does not do.
 */
export async function tableNames(
  name: string | undefined,
  schema: Readonly<Record<string, unknown>>,
): Promise<TableNames> {
  if (name === undefined)
    throw refused('What shall it be called? For example: db:new-table milestones.');
  if (!/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)) {
    throw refused(
      `${JSON.stringify(name)} is no name for a table: write it as line_items, in lower case.`,
    );
  }
  if (name.length > longest) {
    throw refused(
      `${name} is too long: its constraints are called after it. ${longest} letters at most.`,
    );
  }
  const identifier = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (reserved.has(identifier) || !(await isPlainSqlName(name))) {
    throw refused(
      `${name} is a reserved word: it would have to be quoted everywhere. The plural may do.`,
    );
  }
  const tables = Object.values(schema).filter((value) => is(value, PgTable));
  if (identifier in schema || tables.some((table) => getTableName(table) === name)) {
    throw refused(`The schema has ${name} already.`);
  }
  return { table: name, identifier, file: name.replaceAll('_', '-') };
}

async function isPlainSqlName(name: string): Promise<boolean> {
  try {
    return (
      (await statementsOf(`create table ${name} (); select ${name} from ${name}`)).length === 2
    );
  } catch {
    return false;
  }
}

function refused(message: string): OperationError {
  return new OperationError('USAGE', `${message} Nothing was written.`);
}
