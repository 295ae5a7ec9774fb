import PgBoss from 'pg-boss';
import { messageOf, type Log } from './log.ts';

/** A job as a queue hands it out: active, and nobody else's until it expires. */
export interface FetchedJob {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  /** Seconds after which the queue takes it for failed and gives it to somebody else. */
  readonly expireInSeconds: number;
}

export interface NewJob {
  readonly name: string;
  readonly data: object;
  /** Of the jobs with the same key in one day (UTC), only the first is taken. */
  readonly oncePerDay?: string;
}

/** The queues in the database. Every method throws when the database does not answer. */
export interface Queue {
  fetch(name: string): Promise<FetchedJob | undefined>;
  /** Returns whether the job was still this worker's. */
  complete(job: FetchedJob): Promise<boolean>;
  /** It is tried again later, or failed for good when its retries are used up. */
  fail(job: FetchedJob, error: unknown): Promise<boolean>;
  /** A job that was interrupted is tried again, whatever is left of its retries. */
  handBack(job: FetchedJob): Promise<boolean>;
  insert(jobs: readonly NewJob[]): Promise<void>;
  close(): Promise<void>;
}

export interface QueueOptions {
  /** Connection string of a login that is a member of `startkit_superadmin`. */
  readonly url: string;
  readonly log: Log;
  /** How often one of all workers looks for expired jobs. Default 60. */
  readonly maintenanceSeconds?: number;
}

const day = 86_400;

// What pg-boss hands on to its pool of connections, beyond what its types name.
const connection = {
  application_name: 'startkit-worker',
  max: 4,
  connectionTimeoutMillis: 4000,
  query_timeout: 30_000,
  keepAlive: true,
};

/**
 * Connects to the queues. Nothing is made or migrated. Of pg-boss only the store and its maintenance are used:
 * its `work()` does not wait until a result is written, and its cron leaves out what fell due while no worker ran.
 *
 * @throws Error when the schema is not the one that this pg-boss expects.
 */
export async function openQueue({
  url,
  log,
  maintenanceSeconds = 60,
}: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    ...connection,
    connectionString: url,
    migrate: false,
    schedule: false,
    maintenanceIntervalSeconds: maintenanceSeconds,
    // A finished job is what keeps a second one of the same day out: it stays for longer than a day.
    archiveCompletedAfterSeconds: 2 * day,
    archiveFailedAfterSeconds: 14 * day,
  });
  let closing = false;
  boss.on('error', (error) => {
    if (!closing) log(`The job queue reports: ${messageOf(error)}`);
  });
  await boss.start();

  return {
    fetch: (name) => fetchJob(boss, name),
    complete: async ({ name, id }) => affected(await boss.complete(name, id)),
    fail: async ({ name, id }, error) =>
      affected(await boss.fail(name, id, { message: messageOf(error) })),
    async handBack({ name, id }) {
      const failed = await boss.fail(name, id, { message: 'the worker stopped before it ended' });
      // Only when that was its last retry: adds one.
      await boss.retry(name, id);
      return affected(failed);
    },
    insert: (jobs) => boss.insert(jobs.map(toInsert)),
    async close() {
      closing = true;
      await boss.stop({ graceful: false });
    },
  };
}

interface RawJob {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  readonly expireInSeconds: string;
}

// boss.fetch() takes every error for "no job"; this one tells them apart.
async function fetchJob(boss: PgBoss, name: string): Promise<FetchedJob | undefined> {
  let failure: Error | undefined;
  const db: PgBoss.Db = {
    async executeSql(text, values) {
      try {
        return await boss.getDb().executeSql(text, values);
      } catch (error) {
        failure = error as Error;
        throw error;
      }
    },
  };
  // The expiry is typed as a number, but it is a numeric, which arrives as text.
  const [job] = (await boss.fetch(name, { db })) as unknown as readonly RawJob[];
  if (failure) throw failure;
  return job && { ...job, expireInSeconds: Number(job.expireInSeconds) };
}

function toInsert({ name, data, oncePerDay }: NewJob): PgBoss.JobInsert {
  return {
    name,
    data,
    ...(oncePerDay === undefined ? {} : { singletonKey: oncePerDay, singletonSeconds: day }),
  };
}

// Typed as void, but it tells how many jobs were in a state that could be changed.
function affected(result: unknown): boolean {
  return (result as { readonly affected: number }).affected > 0;
}
