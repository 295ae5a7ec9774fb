import pg from 'pg';
import { asSentence, errorText, OperationError } from '../../../environment/errors.ts';
import { refuseForeignLogin } from '../../../environment/foreign-login.ts';
import { readJournal } from '../../../migrations/runner/journal.ts';
import { checkSuperadminRights } from '../../../migrations/runner/privileges.ts';
import { createProgress } from '../../../seed/scale/progress.ts';
import { refuseHiddenRows } from '../../every-row.ts';
import { type TransferSession, withTransfer } from '../../transfer/session.ts';
import { useApplicationPath, useTextForm } from '../../transfer/text-form.ts';
import { leftOut } from '../../whole/left-out.ts';
import type { Header } from '../file/lines.ts';
import { TenantFile } from '../file/reader.ts';
import { readTenantPlan } from '../plan/tenant-plan.ts';
import { refuseChangedRows } from './compare.ts';
import { findConflicts } from './conflicts.ts';
import { fitFile, jsonColumns, written } from './fit.ts';
import { advanceSequences, insertStaged } from './insert.ts';
import { createMap, isMapEmpty, mapIdentities, mapReferences } from './mapping.ts';
import { findPeople } from './people.ts';
import type { ImportOptions, ImportReport } from './options.ts';
import { loadFile } from './staging.ts';
import type { Changes } from './values.ts';

/**
 * Writes the tenant of a file into a database, beside the others, in one transaction: the file is staged and compared with
 * its end, conflicts are looked for, rows are written in the order of their foreign keys, and compared with the file.
 *
 * @throws OperationError `BACKUP_INVALID`; `CONFLICTS`, with all of them; `VERIFICATION_FAILED`; `PRIVILEGE_MISSING`; or as
 * `withTransfer`. Nothing is written then.
 */
export async function importTenant(options: ImportOptions): Promise<ImportReport> {
  const { file, header } = await TenantFile.open(options.file);
  try {
    return await withTransfer(options.url, 'startkit-import', async (session) => {
      await refuseForeignLogin(session);
      await refuseHiddenRows(session, leftOut);
      await checkSuperadminRights(session);
      return await explained(() => inTransaction(session, file, header, options));
    });
  } finally {
    await file.close();
  }
}

async function inTransaction(
  session: TransferSession,
  file: TenantFile,
  header: Header,
  options: ImportOptions,
): Promise<ImportReport> {
  await session.run('begin isolation level read committed');
  try {
    await useTextForm(session);
    await session.run(`set local lock_timeout = '10s'`);
    const report = await importStaged(session, file, header, options);
    await session.run(options.dryRun === true ? 'rollback' : 'commit');
    return report;
  } catch (error) {
    await session.run('rollback').catch(() => undefined);
    throw error;
  }
}

async function importStaged(
  session: TransferSession,
  file: TenantFile,
  header: Header,
  options: ImportOptions,
): Promise<ImportReport> {
  const { newIds = false, log } = options;
  const plan = await readTenantPlan(session);
  const whole = fitFile(header, plan);
  const end = await loadFile(session, file, header, whole, log);
  const fit = { ...whole, tables: written(whole.tables, newIds) };
  log?.(`The file is whole: ${header.tenant.name}, of ${header.exportedAt}`);
  const { missing, ...people } = await findPeople(session, fit, options.createPeople === true);
  await createMap(session);
  await mapReferences(session, fit.references);
  const tenantId = newIds
    ? await mapIdentities(session, fit.tables, header.tenant.id)
    : header.tenant.id;
  const changes: Changes = {
    plan,
    tenantId,
    slug: options.slug ?? header.tenant.slug,
    copy: newIds,
    mapped: !(await isMapEmpty(session)),
  };
  refuseConflicts([...missing, ...(await findConflicts(session, fit, changes))]);
  const progress = log && createProgress('tables written', fit.tables.length, log, process.stderr);
  let done = 0;
  const insert = {
    fit,
    changes,
    disableTriggers: options.disableTriggers === true,
    onTable: (name: string) => progress?.update((done += 1), name),
  };
  await useApplicationPath(session);
  await insertStaged(session, insert);
  // Nothing takes a sequence back.
  if (options.dryRun !== true) await advanceSequences(session, insert);
  await refuseChangedRows(session, fit, changes);
  const hashes = (await readJournal(session)).map(({ hash }) => hash);
  return {
    tenant: { id: tenantId, slug: changes.slug },
    rows: Object.fromEntries(
      fit.tables.map(({ table }) => [table.ident, end.rows[table.ident] ?? 0]),
    ),
    leftOut: whole.tables.flatMap((its) => (fit.tables.includes(its) ? [] : its.table.name)),
    people,
    untouched: newIds ? jsonColumns(fit) : [],
    otherMigrations: hashes.join() !== header.migrations.join(),
  };
}

function refuseConflicts(conflicts: readonly string[]): void {
  if (conflicts.length === 0) return;
  throw new OperationError(
    'CONFLICTS',
    `The tenant cannot be imported as it is:\n${conflicts.map((text) => `  ${text}`).join('\n')}\n` +
      'Nothing was imported.',
  );
}

/** What the database refuses, as a sentence. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError)) throw cause;
    throw new OperationError(
      'CONFLICTS',
      `The database refuses it: ${asSentence(errorText(cause))} Nothing was imported.`,
      { cause },
    );
  }
}
