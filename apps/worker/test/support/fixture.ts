import type { Db } from '@startkit/database';
import { auditLogs, organizations, projects } from '@startkit/database/schema';
import { createTestDatabase, type TestDatabase } from '@startkit/database/testing';
import { eq, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { inject } from 'vitest';

/** A seeded database on the real server, as the process's own, with what a worker is told in its environment. */
export interface Fixture extends TestDatabase {
  readonly environment: Readonly<Record<string, string>>;
  readonly acme: string;
  readonly startup: string;
  /** Runs SQL as the migration login. */
  asMigrator(text: string): Promise<void>;
  /** Makes a queue, as a migration would. */
  createQueue(name: string, options?: object): Promise<void>;
  /** Makes writers of the audit log wait until the function it returns is called. */
  holdUpAuditLog(): Promise<() => Promise<void>>;
  /** Waits until so many sessions wait for a lock. */
  sessionsWait(count: number): Promise<void>;
  /** Makes projects that were deleted so many days ago. */
  deletedProjects(organizationId: string, names: readonly string[], daysAgo: number): Promise<void>;
  projectNames(organizationId: string): Promise<readonly string[]>;
  purges(organizationId: string): Promise<readonly (typeof auditLogs.$inferSelect)[]>;
  jobs(name: string): Promise<readonly StoredJob[]>;
}

export interface StoredJob {
  readonly id: string;
  readonly state: string;
  readonly data: unknown;
  readonly output: { readonly message?: string } | null;
  readonly retry_count: number;
}

export async function createFixture(): Promise<Fixture> {
  const database = await createTestDatabase({
    server: inject('server'),
    seed: true,
    install: true,
  });
  const { superadminDb } = database;
  const urls = database.urls!;
  const rows = await superadminDb.select().from(organizations);
  const idOf = (slug: string) => rows.find((row) => row.slug === slug)!.id;
  return {
    ...database,
    environment: {
      DATABASE_URL: urls.app,
      PORTAL_DATABASE_URL: urls.portal,
      SUPERADMIN_DATABASE_URL: urls.superadmin,
      MIGRATION_DATABASE_URL: urls.migration,
      TENANT_CONTEXT_SECRET: urls.contextSecret,
    },
    acme: idOf('acme-corp'),
    startup: idOf('tech-startup-inc'),
    asMigrator: (text) => runSql(urls.migration, text),
    createQueue: (name, options = {}) =>
      runSql(
        urls.migration,
        `select pgboss.create_queue('${name}', '${JSON.stringify({ policy: 'standard', ...options })}')`,
      ),
    holdUpAuditLog: () => holdUpAuditLog(urls.migration),
    sessionsWait: (count) =>
      eventually(async () => {
        const { rows: waiting } = await superadminDb.execute(
          sql`select distinct pid from pg_locks where not granted`,
        );
        return waiting.length >= count;
      }, `${count} sessions to wait for a lock`),
    deletedProjects: (organizationId, names, daysAgo) =>
      insertDeleted(superadminDb, organizationId, names, daysAgo),
    async projectNames(organizationId) {
      const mine = eq(projects.organizationId, organizationId);
      return (await superadminDb.select().from(projects).where(mine)).map((row) => row.name);
    },
    async purges(organizationId) {
      const entries = await superadminDb
        .select()
        .from(auditLogs)
        .where(eq(auditLogs.organizationId, organizationId))
        .orderBy(auditLogs.createdAt);
      return entries.filter((entry) => entry.action === 'project.purged');
    },
    async jobs(name) {
      const found = await superadminDb.execute(
        sql`select * from pgboss.job where name = ${name} order by created_on`,
      );
      return found.rows as unknown as readonly StoredJob[];
    },
  };
}

async function runSql(url: string, text: string): Promise<void> {
  const connection = postgres(url, { max: 1, onnotice: () => undefined });
  await connection.unsafe(text);
  await connection.end();
}

async function holdUpAuditLog(url: string): Promise<() => Promise<void>> {
  const blocker = postgres(url, { max: 1, onnotice: () => undefined });
  await blocker.unsafe('begin; lock table audit_logs in share row exclusive mode');
  return async () => {
    await blocker.unsafe('rollback');
    await blocker.end();
  };
}

async function insertDeleted(
  superadminDb: Db,
  organizationId: string,
  names: readonly string[],
  daysAgo: number,
): Promise<void> {
  const deletedAt = sql`now() - make_interval(days => ${daysAgo})`;
  await superadminDb
    .insert(projects)
    .values(names.map((name) => ({ organizationId, name, deletedAt })));
}

/** The same connection strings with something else in them. */
export function redirected(
  environment: Readonly<Record<string, string>>,
  change: { readonly port?: string; readonly pathname?: string },
): Readonly<Record<string, string>> {
  const entries = Object.entries(environment);
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      name.endsWith('_URL') ? Object.assign(new URL(value), change).toString() : value,
    ]),
  );
}

/** Waits until `condition` holds. */
export async function eventually(
  condition: () => Promise<boolean> | boolean,
  what: string = condition.toString(),
): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
