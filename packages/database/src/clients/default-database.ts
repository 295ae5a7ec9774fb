import { tenantSql as tenantSqlOn, type TenantSql } from '@startkit/tenancy';
import { readEnvironment } from '../env.ts';
import { contextSecret } from '../environment/context-secret.ts';
import { releaseLocalServer } from '../environment/local.ts';
import { connectionUrl } from '../environment/urls.ts';
import { createDatabase, type Database, type Db } from './create-database.ts';

// One a process, also when a bundler loads this module twice or a development server reloads it. Without the number of a
// layout: this package is not published, and two versions of it do not meet in a process.
const key = Symbol.for('@startkit/database/default');
const shared = globalThis as { [key]?: Database | undefined };

function defaultDatabase(): Database {
  return (shared[key] ??= createDatabase({
    app: () => connectionUrl('app'),
    portal: () => connectionUrl('portal'),
    superadmin: () => connectionUrl('superadmin'),
    contextSecret: () => contextSecret(),
    max: readEnvironment().poolMax,
  }));
}

/** Makes `database` what `db`, `tenantSql` and `superadminDb` stand for in this process; for tests. */
export function useDatabase(database: Database | undefined): void {
  shared[key] = database;
}

/**
 * The process's database, isolated by tenant: works inside `withTenant` and `withUser` only. Made on
 * first use, from the environment; without connection strings, on the local server.
 */
export const db: Db = onFirstUse(() => defaultDatabase().db);

/** Raw SQL on the same database, under the same rules; inside `db.transaction` it is part of it. */
export const tenantSql: TenantSql = tenantSqlOn(onFirstUse(() => defaultDatabase().client));

/** The process's database as the superadmin role: sees every organization. */
export const superadminDb: Db = onFirstUse(() => defaultDatabase().superadminDb);

/** Ends all connections of this process, and gives the local server back. */
export async function closeDatabase(): Promise<void> {
  const database = shared[key];
  shared[key] = undefined;
  await database?.close();
  await releaseLocalServer();
}

function onFirstUse<T extends object>(make: () => T): T {
  return new Proxy({} as T, {
    get: (_, property) => {
      const target = make();
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
    has: (_, property) => Reflect.has(make(), property),
    getPrototypeOf: () => Reflect.getPrototypeOf(make()),
  });
}
