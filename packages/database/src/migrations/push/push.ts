import { errorText, OperationError } from '../../environment/errors.ts';
import { refuseForeignLogin } from '../../environment/foreign-login.ts';
import { type Session, withSession } from '../../environment/session.ts';
import { type SchemaChanges, schemaChanges } from '../generate/changes.ts';
import { kitProject, type SchemaProject } from '../generate/project.ts';
import { executeRls, rlsScript, type RlsScript } from '../rls/script.ts';
import { isRlsInSync } from '../rls/state.ts';
import { type AttemptOptions, inTransactionThatGivesWay } from '../runner/attempts.ts';
import { readJournal } from '../runner/journal.ts';
import { withMigrationLock } from '../runner/lock.ts';
import { checkSuperadminRights } from '../runner/privileges.ts';
import { readMigrations } from '../runner/registry.ts';
import { compareWithJournal, refuseDrift } from '../runner/status.ts';
import { createPushedSchema, readPushedSchema, writePushedSchema } from './state.ts';

export interface PushOptions extends AttemptOptions {
  /** Connection string of the migration login. */
  readonly url: string;
  /** The RLS SQL compiled from the schema as it is now. */
  readonly rls: string;
  /** Default: the kit's own schema. */
  readonly project?: SchemaProject;
  /** Whether tables and columns may be dropped. Default false. */
  readonly allowDrop?: boolean;
  /** Whether drizzle-kit may ask in the terminal, about a rename. Default false. */
  readonly interactive?: boolean;
}

export interface PushResult {
  /** The statements that were applied. */
  readonly statements: readonly string[];
  readonly rls: boolean;
}

/**
 * Brings a development database to what the schema says, without writing a migration.
 *
 * What differs is computed by drizzle-kit from snapshots: the schema against what was pushed last,
 * or against the newest migration the first time; so pushing twice changes nothing. It is applied
 * with the RLS and the new snapshot in one transaction. drizzle-kit's own `push` is never used: it
 * emits DISABLE ROW LEVEL SECURITY and drops policies while grants stay. A database that was pushed
 * to takes no migration any more (`DATABASE_PUSHED`): generate one, and `db:reset`.
 *
 * @throws OperationError `REFUSED` when migrations are pending or newer than the last push, or when
 * something would be dropped; `PRIVILEGE_MISSING`, `MIGRATION_FAILED`, `RLS_FAILED`, `LOCK_TIMEOUT`, `GENERATE_FAILED`.
 */
export async function pushSchema(options: PushOptions): Promise<PushResult> {
  const work = async (session: Session) => {
    await refuseForeignLogin(session);
    return withMigrationLock(session, options, () => pushUnderLock(session, options));
  };
  return withSession(options.url, work, { name: 'startkit-push' });
}

async function pushUnderLock(session: Session, options: PushOptions): Promise<PushResult> {
  const project = options.project ?? kitProject();
  const newest = await newestAppliedMigration(session, project);
  const pushed = await readPushedSchema(session);
  if (pushed !== undefined && pushed.base !== newest) throw newerMigrations(newest);
  const rls = rlsScript(options.rls);
  const changes = await schemaChanges(project, pushed?.snapshot, options);
  if (changes === undefined && (await isRlsInSync(session, rls.hash))) {
    return { statements: [], rls: false };
  }
  const statements = changes?.statements ?? [];
  if (options.allowDrop !== true) refuseDrops(statements);
  await inTransactionThatGivesWay(session, options, async () => {
    await checkSuperadminRights(session);
    await applyChanges(session, changes, newest, rls);
  });
  return { statements, rls: true };
}

async function applyChanges(
  session: Session,
  changes: SchemaChanges | undefined,
  base: string,
  rls: RlsScript,
): Promise<void> {
  for (const statement of changes?.statements ?? []) await runStatement(session, statement);
  if (changes !== undefined) await createPushedSchema(session);
  await executeRls(session, rls);
  if (changes !== undefined) {
    await writePushedSchema(session, { base, snapshot: changes.snapshot });
  }
}

async function runStatement(session: Session, statement: string): Promise<void> {
  try {
    await session.run(statement);
  } catch (cause) {
    if (cause instanceof OperationError) throw cause;
    throw new OperationError(
      'MIGRATION_FAILED',
      `Pushing failed: ${errorText(cause)}\nin: ${statement}\nEverything was rolled back. Correct the ` +
        'schema, or run db:reset if the rows that are there are in the way.',
      { cause },
    );
  }
}

async function newestAppliedMigration(session: Session, project: SchemaProject): Promise<string> {
  const migrations = readMigrations(project.folder);
  const statuses = compareWithJournal(migrations, await readJournal(session));
  refuseDrift(statuses);
  if (statuses.some(({ state }) => state === 'pending')) throw pendingMigrations();
  return migrations.at(-1)?.tag ?? '';
}

function refuseDrops(statements: readonly string[]): void {
  const drops = statements.filter((text) =>
    /\bdrop\s+(table|column|schema|type|view)\b/i.test(text),
  );
  if (drops.length === 0) return;
  throw new OperationError(
    'REFUSED',
    `Pushing would drop data:\n${drops.join('\n')}\nNothing was changed. Give --yes to do it.`,
  );
}

function pendingMigrations(): OperationError {
  return new OperationError(
    'REFUSED',
    'Migrations are pending, and db:push builds on them. Nothing was changed. Run db:migrate first; ' +
      'if the database was pushed to before, db:reset.',
  );
}

function newerMigrations(newest: string): OperationError {
  return new OperationError(
    'REFUSED',
    `The newest migration, ${newest}, came after this database was pushed to, so it is not known ` +
      'what differs. Nothing was changed. Run db:reset to rebuild it from the migrations.',
  );
}
