import { startThrowawayPostgres, type ThrowawayPostgres } from '@startkit/local-postgres';
import { runSql } from './run-sql.ts';
import { createRoles, setupSql } from './schema.ts';

/** A server of a test's own, to stop and to crash, with the tenants' tables and the app's login. */
export interface OwnServer {
  readonly server: ThrowawayPostgres;
  /** The app login's address. */
  readonly url: string;
  /** Runs SQL as the superuser. */
  admin(sql: string): Promise<Record<string, unknown>[]>;
}

export async function ownServer(): Promise<OwnServer> {
  // What was committed survives a crash.
  const server = await startThrowawayPostgres({ settings: { synchronous_commit: 'on' } });
  const admin = (sql: string) => runSql(server.adminUrl(), sql);
  await admin(`${createRoles} create role app_login login password 'app' in role startkit_app;
    revoke temporary on database postgres from public; ${setupSql}`);
  return { server, admin, url: server.url('app_login', 'app', 'postgres') };
}
