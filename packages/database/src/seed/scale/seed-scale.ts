import type { PgTable } from 'drizzle-orm/pg-core';
import type postgres from 'postgres';
import { errorCode, OperationError } from '../../environment/errors.ts';
import type { Target } from '../../environment/target.ts';
import {
  auditLogs,
  organizationMembers,
  organizations,
  organizationSettings,
  projects,
  subscriptions,
  users,
} from '../../schema/index.ts';
import { type SeedConnection, withConnection } from '../connection.ts';
import { addUp, type ScaleReport, type TableCount } from '../report.ts';
import { type OrganizationRows, organizationRowsAt } from './organization-rows.ts';
import { createProgress, type Progress } from './progress.ts';
import { createStaging, loadThrough, type Staging } from './staging.ts';

const tables: Readonly<Record<keyof OrganizationRows, PgTable>> = {
  users,
  organizations,
  organizationMembers,
  organizationSettings,
  subscriptions,
  projects,
  auditLogs,
};

const entities = Object.keys(tables) as readonly (keyof OrganizationRows)[];

/** Organizations of one transaction: about 7,000 rows, about 2 MB. */
const batchSize = 50;

export interface ScaleResult {
  readonly tables: readonly TableCount[];
  readonly report: ScaleReport;
}

/**
 * Adds `count` generated organizations, in batches of one transaction each, as the migration login:
 * superadmin's login may not make temporary tables. Interrupted, it continues with what is missing.
 *
 * @throws OperationError `PRIVILEGE_MISSING` when the login may not make temporary tables either.
 */
export function seedScale(
  url: string,
  count: number,
  log?: (line: string) => void,
): Promise<ScaleResult> {
  return withConnection(url, async (connection) => {
    const { sql, target } = connection;
    const now = new Date();
    const stagings = await createStagings(sql, target, now);
    const progress = log && createProgress('organizations', count, log, process.stderr);
    const counts = await loadAll(connection, stagings, count, now, progress);
    // Fresh statistics, before anyone measures.
    await sql.unsafe(`analyze ${stagings.map(({ table }) => `"${table}"`).join(', ')}`);
    return { tables: counts, report: scaleReport(count, counts, since(now)) };
  });
}

type Stagings = readonly (Staging & { readonly entity: keyof OrganizationRows })[];

async function createStagings(sql: postgres.Sql, target: Target, now: Date): Promise<Stagings> {
  const sample = organizationRowsAt(0, now);
  try {
    const stagings = [];
    for (const entity of entities) {
      const keys = Object.keys(sample[entity][0]!);
      stagings.push({ entity, ...(await createStaging(sql, tables[entity], keys)) });
    }
    return stagings;
  } catch (error) {
    throw errorCode(error) === '42501' ? temporaryRefused(target, error) : error;
  }
}

async function loadAll(
  connection: SeedConnection,
  stagings: Stagings,
  count: number,
  now: Date,
  progress: Progress | undefined,
): Promise<readonly TableCount[]> {
  let counts: readonly TableCount[] = [];
  for (let first = 1; first <= count; first += batchSize) {
    const last = Math.min(first + batchSize - 1, count);
    counts = addUp([...counts, ...(await loadBatch(connection, stagings, first, last, now))]);
    progress?.update(last, `${Math.round(rowsOf(counts) / since(now))} rows/s`);
  }
  return counts;
}

function loadBatch(
  { sql, transaction }: SeedConnection,
  stagings: Stagings,
  first: number,
  last: number,
  now: Date,
): Promise<readonly TableCount[]> {
  const batch = Array.from({ length: last - first + 1 }, (_, n) =>
    organizationRowsAt(first + n, now),
  );
  return transaction(async () => {
    const counts: TableCount[] = [];
    for (const staging of stagings) {
      const rows = batch.flatMap((organization) => [...organization[staging.entity]]);
      counts.push(await loadThrough(staging, sql, rows));
    }
    return counts;
  });
}

function scaleReport(count: number, counts: readonly TableCount[], seconds: number): ScaleReport {
  const rows = rowsOf(counts);
  return { organizations: count, rows, seconds, rowsPerSecond: Math.round(rows / seconds) };
}

const rowsOf = (counts: readonly TableCount[]) =>
  counts.reduce((sum, { inserted, existing }) => sum + inserted + existing, 0);

const since = (start: Date) => Math.max(Date.now() - start.getTime(), 1) / 1000;

function temporaryRefused(target: Target, cause: unknown): OperationError {
  return new OperationError(
    'PRIVILEGE_MISSING',
    `${target.login} may not make temporary tables in ${target.database}, which the generated ` +
      'organizations are loaded through: it does not own the database, and TEMPORARY was revoked ' +
      'from PUBLIC. The seed data before them is kept. As an administrator, run: grant temporary ' +
      `on database "${target.database}" to "${target.login}"; then seed again.`,
    { cause },
  );
}
