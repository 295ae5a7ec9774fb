import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperationError } from '../../environment/errors.ts';
import { statementsOf, type Statement } from '../parse/statements.ts';
import type { Migration } from '../runner/registry.ts';

/*
 * The down file of 0003_add_tags.sql is 0003_add_tags.down.sql beside it. Drizzle reads what its journal names, and so
 * does not see it. Its first line says which text it was derived from.
 */

/** The line without which a down file is ready to run. */
export const unfinished = '-- startkit: unfinished. Write what is missing, and take this line out.';

/** The first line of a down file that was derived. */
export function downHeader({ tag, hash }: Pick<Migration, 'tag' | 'hash'>): string {
  return `-- startkit: takes back ${tag}, SHA-256 ${hash}`;
}

const header = /^-- startkit: takes back \S+, SHA-256 ([0-9a-f]{64})$/m;

export function downPath(folder: string, { tag }: Pick<Migration, 'tag'>): string {
  return join(folder, `${tag}.down.sql`);
}

/** One statement of a down file. */
export interface DownStatement {
  readonly sql: string;
  /** Undefined for what PostgreSQL's parser does not know: the syntax of a newer server. */
  readonly parsed: Statement | undefined;
}

/**
 * Reads what takes a migration back.
 *
 * @throws OperationError `ROLLBACK_MISSING` when there is nothing that may be run.
 */
export async function readDownStatements(
  folder: string,
  migration: Migration,
): Promise<readonly DownStatement[]> {
  const chunks = readDown(folder, migration).split('--> statement-breakpoint');
  const parsed = await Promise.all(chunks.map(parseChunk));
  if (parsed.flat().every((statement) => statement.parsed?.kind !== 'TransactionStmt')) {
    return parsed.flat();
  }
  throw missing(
    `${downPath(folder, migration)} says BEGIN, COMMIT or ROLLBACK: it is run in one transaction with the journal. ` +
      'Take the words out.',
  );
}

async function parseChunk(chunk: string): Promise<readonly DownStatement[]> {
  try {
    return (await statementsOf(chunk)).map((parsed) => ({ sql: parsed.sql, parsed }));
  } catch {
    return [{ sql: chunk.trim(), parsed: undefined }];
  }
}

function readDown(folder: string, migration: Migration): string {
  const path = downPath(folder, migration);
  if (!existsSync(path)) {
    throw missing(
      `There is no ${path}. Write it: the statements that take ${migration.tag} back, the last one first; ` +
        `db:rollback --derive ${migration.tag} derives what can be derived.`,
    );
  }
  const text = readFileSync(path, 'utf8');
  if (text.split('\n').includes(unfinished)) {
    throw missing(`${path} is not finished: it says what is to be written.`);
  }
  const [, hash] = header.exec(text) ?? [];
  if (hash === undefined || hash === migration.hash) return text;
  throw missing(
    `${migration.tag}.sql has been changed since ${path} was derived from it. Check it and take its first line out, or ` +
      `derive it again with db:rollback --derive ${migration.tag}.`,
  );
}

function missing(message: string): OperationError {
  return new OperationError('ROLLBACK_MISSING', `${message} Nothing was changed.`);
}
