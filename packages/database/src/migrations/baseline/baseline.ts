import { OperationError } from '../../environment/errors.ts';
import { type Session, withSession } from '../../environment/session.ts';
import { compareWithDatabase } from '../drift/drift.ts';
import type { Finding } from '../drift/finding.ts';
import { kitMigrations, type MigrationSource } from '../folders.ts';
import { refusePushed } from '../push/state.ts';
import { type AttemptOptions, inTransactionThatGivesWay } from '../runner/attempts.ts';
import { createJournal, readJournal, writeJournal } from '../runner/journal.ts';
import { type LockOptions, withMigrationLock } from '../runner/lock.ts';
import { checkMigrationLogin, checkSuperadminRights } from '../runner/privileges.ts';
import { type Migration, readMigrations } from '../runner/registry.ts';
import { type ExpectedSchema, expectedSchema } from './expected.ts';

export interface BaselineOptions extends AttemptOptions, LockOptions {
  /** Connection string of the migration login. */
  readonly url: string;
  /** Default: the kit's own migrations. */
  readonly source?: MigrationSource;
  /** Tag of the newest migration whose tables the database has. Default: the newest of all. */
  readonly to?: string;
  /** Objects to leave alone, as `db:drift` does. Default: none. */
  readonly ignore?: readonly string[];
}

export interface BaselineResult {
  /** Tags of the migrations that were marked as applied; none when something differs. */
  readonly marked: readonly string[];
  /** Tags of those that db:migrate applies from here on. */
  readonly pending: readonly string[];
  /** What differs from what the migrations make, but for what the RLS SQL makes. */
  readonly findings: readonly Finding[];
  /** The SQL that mends it. */
  readonly sql: string;
  /** Tables that migrations put rows into, and that hold none. */
  readonly unfilled: readonly string[];
}

/**
 * Takes over a database that was made by this schema without our journal: compares it with what the migrations make,
 * and when nothing differs marks them as applied, in Drizzle's own journal table. Policies, grants and whatever else the
 * RLS SQL makes are not looked at: `db:migrate` applies it.
 *
 * @throws OperationError `USAGE` for a tag that is none, `REFUSED` when there is a journal already, `DATABASE_PUSHED`,
 * `PRIVILEGE_MISSING`, `LOCK_TIMEOUT`, `GENERATE_FAILED` when the migrations do not run, or as `openSession`.
 */
export async function baseline(options: BaselineOptions): Promise<BaselineResult> {
  const source = options.source ?? kitMigrations();
  const migrations = readMigrations(source.folder);
  const taken = countTo(migrations, options.to);
  return withSession(
    options.url,
    async (session) => {
      await checkMigrationLogin(session, options.log);
      await refuseJournal(session);
      await refusePushed(session);
      options.log?.('Running the migrations in this process, to see what they make.');
      const expected = await expectedSchema(source, migrations, taken);
      return withMigrationLock(session, options, () =>
        inTransactionThatGivesWay(session, options, async () => {
          await refuseJournal(session);
          const difference = await compare(session, expected, options);
          if (difference.findings.length > 0) return { marked: [], pending: [], ...difference };
          await checkSuperadminRights(session);
          return { ...difference, ...(await mark(session, migrations, taken)) };
        }),
      );
    },
    { name: 'startkit-baseline' },
  );
}

function countTo(migrations: readonly Migration[], to: string | undefined): number {
  if (to === undefined) return migrations.length;
  const index = migrations.findIndex(({ tag }) => tag === to);
  if (index >= 0) return index + 1;
  throw new OperationError(
    'USAGE',
    `There is no migration ${to}. Nothing was changed. They are: ${migrations.map(({ tag }) => tag).join(', ')}.`,
  );
}

async function refuseJournal(session: Session): Promise<void> {
  const rows = await readJournal(session);
  if (rows.length === 0) return;
  throw new OperationError(
    'REFUSED',
    `${session.target.database} has a journal already, with ${rows.length} migration(s): there is nothing to take ` +
      'over. Nothing was changed. db:status says what is applied, db:migrate applies the rest, db:drift finds what ' +
      'was changed by hand.',
  );
}

async function compare(
  session: Session,
  { schema, withoutRls, filled }: ExpectedSchema,
  { ignore = [] }: BaselineOptions,
): Promise<Pick<BaselineResult, 'findings' | 'sql' | 'unfilled'>> {
  const { findings, sql } = await compareWithDatabase(session, schema, { ignore, withoutRls });
  const empty = await session.rows<{ id: string }>(
    `select t.id from string_to_table($1, E'\\n') t (id)
      where pg_relation_size(to_regclass(t.id)) = 0`,
    [filled.join('\n')],
  );
  return { findings, sql, unfilled: empty.map(({ id }) => id) };
}

async function mark(
  session: Session,
  migrations: readonly Migration[],
  taken: number,
): Promise<Pick<BaselineResult, 'marked' | 'pending'>> {
  await createJournal(session);
  const marked = migrations.slice(0, taken);
  for (const migration of marked) await writeJournal(session, migration);
  const tags = (some: readonly Migration[]) => some.map(({ tag }) => tag);
  return { marked: tags(marked), pending: tags(migrations.slice(taken)) };
}
