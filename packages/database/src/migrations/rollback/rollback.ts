import { errorCode, errorText, OperationError } from '../../environment/errors.ts';
import { type Session, withSession } from '../../environment/session.ts';
import { kitMigrations, type MigrationSource } from '../folders.ts';
import { refusePushed } from '../push/state.ts';
import { refuseExposures } from '../rls/exposures.ts';
import { followRenames } from '../rls/renamed.ts';
import { readRlsScript, type RlsScript } from '../rls/script.ts';
import { declaredSoFar, markRlsOutOfSync } from '../rls/state.ts';
import {
  type AttemptOptions,
  freshSettings,
  inTransactionThatGivesWay,
} from '../runner/attempts.ts';
import { removeFromJournal } from '../runner/journal.ts';
import { type LockOptions, withMigrationLock } from '../runner/lock.ts';
import { checkMigrationLogin, checkSuperadminRights } from '../runner/privileges.ts';
import type { Migration } from '../runner/registry.ts';
import { readDownStatements, type DownStatement } from './down-file.ts';
import { lastApplied } from './last-applied.ts';
import { count, type Holding, holdingsOf, isEmptyForGood } from './losses.ts';

export interface RollbackOptions extends AttemptOptions, LockOptions {
  /** Connection string of the migration login. */
  readonly url: string;
  /** Default: the kit's own migrations. */
  readonly source?: MigrationSource;
  /** Whether rows and values may be lost. Default false. */
  readonly allowDataLoss?: boolean;
  /** Says what would be done, and changes nothing. */
  readonly dryRun?: boolean;
}

export interface RollbackResult {
  /** The tag of the migration. */
  readonly migration: string;
  readonly statements: readonly string[];
  /** What was lost, or would be: "12 rows of \"projects\"". */
  readonly losses: readonly string[];
}

/**
 * Takes the last applied migration back, by its down file, in one transaction with its row in the journal. The policies
 * of tables that stay are left as they are; what tenants would reach around them is refused.
 *
 * @throws OperationError `ROLLBACK_MISSING` when nobody has written how; `DATA_LOSS` when rows or values would be lost;
 * `MIGRATION_FAILED`, `RLS_FAILED`, `LOCK_TIMEOUT`, `INTERRUPTED`; and as `migrate`.
 */
export async function rollback(options: RollbackOptions): Promise<RollbackResult> {
  const source = options.source ?? kitMigrations();
  const script = readRlsScript(source.rlsFile);
  const work = async (session: Session) => {
    await checkMigrationLogin(session, options.log);
    return withMigrationLock(session, options, () =>
      rollbackUnderLock(session, source, script, options),
    );
  };
  return withSession(options.url, work, { name: 'startkit-rollback', signal: options.signal });
}

async function rollbackUnderLock(
  session: Session,
  source: MigrationSource,
  script: RlsScript,
  options: RollbackOptions,
): Promise<RollbackResult> {
  await refusePushed(session);
  const { migration, row } = await lastApplied(session, source.folder);
  const down = await readDownStatements(source.folder, migration);
  const losses = await findLosses(session, down);
  const result = {
    migration: migration.tag,
    statements: down.map(({ sql }) => sql),
    losses,
  };
  if (options.dryRun === true) return result;
  if (losses.length > 0 && options.allowDataLoss !== true) throw wouldLose(migration, losses);
  await inTransactionThatGivesWay(session, options, async () => {
    await checkSuperadminRights(session);
    const declaredNow = await followRenames(session, await declaredSoFar(session, script));
    for (const statement of down) {
      if (options.allowDataLoss !== true) await refuseNewLosses(session, migration, statement);
      await runDown(session, migration, statement);
    }
    await freshSettings(session, options);
    await removeFromJournal(session, row);
    const declared = await declaredNow();
    await markRlsOutOfSync(session, declared);
    await refuseExposures(session, declared);
  });
  return result;
}

async function findLosses(
  session: Session,
  down: readonly DownStatement[],
): Promise<readonly string[]> {
  const losses: string[] = [];
  for (const statement of down) {
    for (const holding of await holdings(session, statement)) {
      const found = await count(session, holding);
      if (found === undefined) losses.push(`what cannot be counted: ${holding.what}`);
      else if (found > 0) losses.push(`${found} ${holding.what}`);
    }
  }
  return losses;
}

function holdings(session: Session, { parsed, sql }: DownStatement): Promise<readonly Holding[]> {
  const unsaid = { table: undefined, column: undefined, what: sql };
  return parsed === undefined ? Promise.resolve([unsaid]) : holdingsOf(session, parsed);
}

/** Rows that came after they were counted. */
async function refuseNewLosses(
  session: Session,
  migration: Migration,
  statement: DownStatement,
): Promise<void> {
  for (const holding of await holdings(session, statement)) {
    if (await isEmptyForGood(session, holding)) continue;
    throw wouldLose(migration, [holding.what]);
  }
}

async function runDown(
  session: Session,
  { tag }: Migration,
  { sql }: DownStatement,
): Promise<void> {
  try {
    await session.run(sql);
  } catch (cause) {
    if (cause instanceof OperationError) throw cause;
    throw new OperationError(
      'MIGRATION_FAILED',
      `Taking ${tag} back failed: ${errorText(cause)} (${errorCode(cause) ?? 'no code'})\nin: ${sql}\n` +
        `Everything was rolled back: ${tag} is applied as before. Correct ${tag}.down.sql, and run db:rollback again.`,
      { cause },
    );
  }
}

function wouldLose({ tag }: Migration, losses: readonly string[]): OperationError {
  return new OperationError(
    'DATA_LOSS',
    `Taking ${tag} back would lose:\n${losses.map((text) => `  ${text}`).join('\n')}\n` +
      'Nothing was changed. Make a backup (db:backup), and give --allow-data-loss if it may be lost.',
  );
}
