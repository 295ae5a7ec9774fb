import {
  TenantClient,
  tenantSql,
  type Driver,
  type Hardening,
  type IsolatedClient,
  type StatementObserver,
  type TenantClientOptions,
  type TenantContext,
  type TenantSql,
  type Timeouts,
} from '@startkit/tenancy';
import { tenantDatabase, type TenantDatabase } from '@startkit/tenancy/drizzle';
import { nodePostgres } from '@startkit/tenancy/node-postgres';
import { postgresJs } from '@startkit/tenancy/postgres-js';
import { processObserver } from './process-observer.ts';
import * as schema from '../schema/index.ts';
import { RoutingClient } from './routing-client.ts';

export type Schema = typeof schema;
export type Db = TenantDatabase<Schema>;

/** A connection string, or a function that finds it out at the first statement. */
export type ConnectionSource = string | (() => Promise<string>);

export interface DatabaseOptions {
  readonly app: ConnectionSource;
  readonly portal: ConnectionSource;
  readonly superadmin: ConnectionSource;
  /** What contexts are signed with, or a function that finds it out at the first statement. */
  readonly contextSecret: ConnectionSource;
  /** Connections at once, of each login. Default 10. */
  readonly max?: number;
  /** What the server bounds, unless a context says otherwise. Left out: the server's own. */
  readonly timeouts?: Timeouts;
  /** What injected SQL is withstood; `full` unless said otherwise. */
  readonly hardening?: Hardening;
  /** Whether statements are named behind a pooler, too: one that keeps names (PgBouncer from 1.21 on). */
  readonly namedStatements?: boolean;
  /** Is told of every statement: for logs, metrics and traces. Left out: who {@link observeStatements} names. */
  readonly observer?: StatementObserver;
}

export interface Database {
  /** Isolated: works inside `withTenant` and `withUser` only. */
  readonly db: Db;
  /** Raw SQL, isolated as `db` is; the two share transactions. */
  readonly tenantSql: TenantSql;
  /** What `db` and `tenantSql` stand on. */
  readonly client: IsolatedClient;
  /** Sees every organization. The lint config lists who may import it. */
  readonly superadminDb: Db;
  /** Waits for what is running, then ends all connections. */
  close(): Promise<void>;
}

/** Who acts on `superadminDb` outside any context: the system. */
const system: TenantContext = Object.freeze({
  organizationId: null,
  userId: null,
  portalUserId: null,
  isSuperadmin: true,
});

/**
 * A database of its own, for code that does not use the process's default one. Connects at the first
 * statement, not here.
 */
export function createDatabase(options: DatabaseOptions): Database {
  const { app, portal, superadmin, contextSecret, ...rest } = options;
  return databaseOn(
    {
      app: nodePostgres({ connectionString: app }),
      portal: nodePostgres({ connectionString: portal }),
      superadmin: postgresJs({ connectionString: superadmin }),
    },
    { secret: contextSecret, ...rest },
  );
}

/** The same on given drivers; the in-process database of tests has its own. */
export function databaseOn(
  drivers: Readonly<Record<'app' | 'portal' | 'superadmin', Driver>>,
  given: Pick<
    TenantClientOptions,
    'secret' | 'max' | 'timeouts' | 'hardening' | 'namedStatements' | 'observer'
  >,
): Database {
  const options = { ...given, observer: given.observer ?? processObserver };
  const clients = {
    app: new TenantClient(drivers.app, { ...options, roles: ['startkit_app'] }),
    portal: new TenantClient(drivers.portal, { ...options, roles: ['startkit_portal'] }),
    superadmin: new TenantClient(drivers.superadmin, {
      ...options,
      roles: ['startkit_superadmin'],
      fallbackContext: system,
    }),
  };
  const client = new RoutingClient(clients);
  return {
    client,
    db: tenantDatabase(client, { schema }),
    tenantSql: tenantSql(client),
    superadminDb: tenantDatabase(clients.superadmin, { schema }),
    close: async () => {
      await Promise.all(Object.values(clients).map((each) => each.close()));
    },
  };
}
