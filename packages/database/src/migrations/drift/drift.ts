import { type Session, withSession } from '../../environment/session.ts';
import { kitSchemaFile, readSchemaFile } from '../dump/file.ts';
import type { Schema } from '../dump/object.ts';
import { readSchema } from '../dump/read.ts';
import { kitMigrations, type MigrationSource } from '../folders.ts';
import { readPushedSchema } from '../push/state.ts';
import { readJournal } from '../runner/journal.ts';
import { explainUnreadable } from '../runner/readable.ts';
import { readMigrations } from '../runner/registry.ts';
import { compareWithJournal } from '../runner/status.ts';
import { compareSchemas, namespacesOf } from './compare.ts';
import { type Finding, findingsOf, foreignSentence } from './finding.ts';
import { ignoring } from './ignore.ts';
import { planMend } from './plan.ts';
import { inReadOnlyTransaction } from './read-only.ts';
import { tablesWithRows } from './rows.ts';
import { mendScript } from './script.ts';
import type { Statement } from './statement.ts';

export interface DriftOptions {
  /** Connection string of the migration login. */
  readonly url: string;
  /** Default: the kit's own migrations. */
  readonly source?: MigrationSource;
  /** The dump of the schema. Default: the kit's own. */
  readonly schemaFile?: string;
  /** Objects to leave alone, as `ignoring` reads them. Default: none. */
  readonly ignore?: readonly string[];
  /** Whether statements that could lose data are to be run as well. Default false. */
  readonly allowDataLoss?: boolean;
}

export interface Drift {
  readonly findings: readonly Finding[];
  /** What stands outside of the schema's own schemas, one sentence each: it differs from nothing. */
  readonly foreign: readonly string[];
  /** Tags of migrations that are not applied: as long as there are some, there is no SQL. */
  readonly pending: readonly string[];
  /** Whether `db:push` put changes into the database that no migration has. */
  readonly pushed: boolean;
  readonly statements: readonly Statement[];
  /** The statements as a script; empty when there are none. */
  readonly sql: string;
}

/**
 * Compares a database with the dump of the schema, and says how to mend it. Changes nothing; locks tables as a SELECT
 * does.
 *
 * @throws OperationError `MIGRATIONS_INVALID` without a dump, `LOCK_TIMEOUT`, `PRIVILEGE_MISSING`, or as `openSession`.
 */
export async function findDrift(options: DriftOptions): Promise<Drift> {
  const expected = readSchemaFile(options.schemaFile ?? kitSchemaFile());
  const migrations = readMigrations((options.source ?? kitMigrations()).folder);
  return withSession(
    options.url,
    (session) =>
      explainUnreadable(session, () =>
        inReadOnlyTransaction(session, async () => {
          const statuses = compareWithJournal(migrations, await readJournal(session));
          const pending = statuses.filter(({ state }) => state === 'pending').map(({ tag }) => tag);
          const pushed = (await readPushedSchema(session)) !== undefined;
          const difference = await compareWithDatabase(session, expected, options);
          return pending.length === 0
            ? { ...difference, pending, pushed }
            : { ...difference, pending, pushed, statements: [], sql: '' };
        }),
      ),
    { name: 'startkit-drift' },
  );
}

/** The difference alone, in a transaction of the caller's. */
export async function compareWithDatabase(
  session: Session,
  expected: Schema,
  options: Pick<DriftOptions, 'ignore' | 'allowDataLoss'> & {
    /** Takes away from what is found what is not to be looked at. Default: nothing. */
    readonly withoutRls?: (schema: Schema) => Schema;
  },
): Promise<Pick<Drift, 'findings' | 'foreign' | 'statements' | 'sql'>> {
  const live = await readSchema(session.rows, { schemas: namespacesOf(expected) });
  const looked = options.withoutRls?.(live.schema) ?? live.schema;
  const comparison = compareSchemas(expected, looked, ignoring(options.ignore ?? []));
  const withRows = await tablesWithRows(session.rows, comparison);
  const [database] = await session.rows<{ name: string }>(
    'select quote_ident(current_database()) as name',
  );
  const context = {
    expected,
    found: live.schema,
    dependencies: live.dependencies,
    migrator: live.migrator,
    database: database?.name ?? '',
    hasRows: (table: string) => withRows.has(table),
  };
  const statements = planMend(comparison, context, {
    allowDataLoss: options.allowDataLoss === true,
  });
  return {
    findings: findingsOf(comparison),
    foreign: comparison.foreign.map(foreignSentence),
    statements,
    sql: mendScript(statements),
  };
}
