import { db, superadminDb, withTenant } from '@startkit/database';
import { sql } from 'drizzle-orm';
import { messageOf } from './log.ts';

/** Thrown when the worker cannot start. Nothing was run. */
export class WorkerStartError extends Error {
  readonly code = 'WORKER_START';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'WorkerStartError';
  }
}

const answerSeconds = 4;

/** The version of pg-boss's schema that migration 0002 makes, and the installed pg-boss expects. */
const schemaVersion = 24;

/**
 * Checks both logins of the worker, and that the job queue is there in the version it needs.
 *
 * @throws WorkerStartError saying what to do, within 5 seconds.
 */
export async function checkDatabase(): Promise<void> {
  await answersInTime(Promise.all([checkQueue(), checkTenantLogin()]));
}

async function checkQueue(): Promise<void> {
  const version = await readVersion().catch((error: unknown) => {
    throw explained(error);
  });
  if (version === schemaVersion) return;
  throw new WorkerStartError(
    version === undefined || version < schemaVersion
      ? `The database has ${version === undefined ? 'no job queue' : `the job queue in version ${version}`}, and this worker needs version ${schemaVersion}. Nothing was started. Run pnpm db:migrate.`
      : `The database has the job queue in version ${version}, newer than this worker's ${schemaVersion}. Nothing was started. Deploy the worker that belongs to these migrations.`,
  );
}

async function readVersion(): Promise<number | undefined> {
  const found = await superadminDb.execute<{ found: boolean }>(
    sql`select to_regclass('pgboss.version') is not null as found`,
  );
  if (found.rows[0]?.found !== true) return undefined;
  const { rows } = await superadminDb.execute<{ version: number }>(
    sql`select version from pgboss.version`,
  );
  return rows[0]?.version;
}

/** An organization that does not exist: the login is tried, no row is read. */
const nobody = '00000000-0000-4000-8000-000000000000';

async function checkTenantLogin(): Promise<void> {
  await withTenant({ organizationId: nobody }, () => db.execute(sql`select 1`));
}

function explained(error: unknown): unknown {
  if ((error as { readonly code?: unknown }).code !== 'PERMISSION_DENIED') return error;
  return new WorkerStartError(
    `The worker's login may not use the job queue (${messageOf(error)}). Nothing was started. Check that ` +
      'SUPERADMIN_DATABASE_URL is the superadmin login, then run pnpm db:migrate && pnpm db:apply-rls.',
    { cause: error },
  );
}

async function answersInTime(work: Promise<unknown>): Promise<void> {
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new WorkerStartError(
          `The database did not answer within ${answerSeconds} s. Nothing was started. Check DATABASE_URL ` +
            'and SUPERADMIN_DATABASE_URL, and that the server runs.',
        ),
      );
    }, answerSeconds * 1000);
  });
  try {
    await Promise.race([work, silence]);
  } finally {
    clearTimeout(timer);
  }
}
