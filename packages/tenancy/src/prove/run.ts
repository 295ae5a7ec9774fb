import { rowsOf, type Queryable } from '../catalog/queryable.ts';
import type { TenancyConfig } from '../config/config.ts';
import { attackAll, type Progress } from './attack-all.ts';
import { ATTACKS } from './attacks.ts';
import { attackLogins } from './login/attack-logins.ts';
import type { Connect } from './login/login-run.ts';
import { stage } from './stage.ts';
import type { Attempt, LoginReport, ProofReport } from './types.ts';

export interface ProveOptions {
  /**
   * One connection, outside a transaction, that sees every row: a superuser's, or the owner's of the tables where a
   * policy shows it all. A superuser proves more: its session becomes the subjects' logins.
   */
  readonly admin: Queryable;
  readonly config: TenancyConfig;
  /** Opens a connection of a subject's login. Left out: nobody attacks through a login. */
  readonly connect?: Connect;
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the run between two statements; all is rolled back. */
  readonly signal?: AbortSignal;
  /** Names of the attacks to try. Default: all. */
  readonly attacks?: readonly string[];
}

/**
 * Attacks a database: makes rows for two tenants, and tries as every subject of one to reach those of the other. All in
 * one transaction, which is rolled back. What a rollback does not undo stays: sequences have moved on.
 *
 * @throws Error when the connection is lost, the catalogs cannot be read, or the signal's reason when it is aborted.
 */
export async function prove(options: ProveOptions): Promise<ProofReport> {
  const { admin, config, onProgress, signal } = options;
  const started = performance.now();
  const startedAt = new Date().toISOString();
  signal?.throwIfAborted();
  const attacks = ATTACKS.filter(({ name }) => options.attacks?.includes(name) ?? true);
  const { arena, subjects, settings, end } = await stage(admin, config);
  const attempts: Attempt[] = [];
  const methods: ProofReport['subjects'][number][] = [];
  try {
    const all = attackAll({ arena, subjects, attacks, onProgress, signal });
    for await (const attempt of all) attempts.push(attempt);
    for (const subject of subjects) {
      const { name, base } = subject;
      if (methods.some((known) => known.name === name)) continue;
      methods.push({ name, role: base.role, ...(await arena.cast.identity(subject)) });
    }
  } catch (error) {
    // On a connection that is lost it fails, too: what happened first is what is said.
    await end().catch(() => undefined);
    throw error;
  }
  await end();
  const logins: LoginReport[] = [];
  if (options.connect) {
    const all = attackLogins({
      admin,
      catalog: arena.catalog,
      config,
      made: arena.filled,
      settings,
      connect: options.connect,
      attacks,
      onProgress,
      signal,
      onLogin: (report) => logins.push(report),
    });
    for await (const attempt of all) attempts.push(attempt);
  }
  return {
    ...(await whereWeAre(admin)),
    startedAt,
    milliseconds: Math.round(performance.now() - started),
    subjects: methods,
    attacks: attacks.map(({ name, title }) => ({ name, title })),
    tables: arena.catalog.tables.map(({ oid, ident, scope }) => ({
      table: ident,
      scope,
      unfilled: arena.filled.unfilled.get(oid),
    })),
    logins,
    attempts,
    proved: attempts.every(({ outcome }) => outcome !== 'leak' && outcome !== 'unproved'),
  };
}

async function whereWeAre(db: Queryable): Promise<Pick<ProofReport, 'server' | 'database'>> {
  const [row] = await rowsOf<Pick<ProofReport, 'server' | 'database'>>(
    db,
    `select pg_catalog.split_part(pg_catalog.version(), ' on ', 1) as server,
            pg_catalog.current_database()::text as database`,
  );
  return row ?? { server: '', database: '' };
}
