import { TenantClient, type TenantClientOptions } from '../../src/index.ts';
import { serverDatabase, type ServerDatabase, type ServerDriver } from './database.ts';
import { countingProxy } from './proxy.ts';
import { secret } from './schema.ts';
import { inAcme } from './tenants.ts';

/** A client with one connection, which is open, to a database of its own. */
export interface CountedClient {
  readonly client: TenantClient;
  readonly database: ServerDatabase;
  /** Another client like it. */
  open(options?: TenantClientOptions): TenantClient;
  /** How many round trips `work` takes as Acme, on all of them together: a proxy counts, not the client. */
  roundTrips(work: () => unknown): Promise<number>;
  close(): Promise<void>;
}

export async function countedClient(
  kind: ServerDriver,
  common: TenantClientOptions = {},
): Promise<CountedClient> {
  const database = await serverDatabase(kind);
  const proxy = await countingProxy(new URL(database.url));
  const url = Object.assign(new URL(database.url), { port: String(proxy.port) }).toString();
  const open = (options: TenantClientOptions = {}) =>
    new TenantClient(database.driver(url), { secret, max: 1, ...common, ...options });
  const client = open();
  await inAcme(() => client.query('select 1'));
  return {
    client,
    database,
    open,
    roundTrips: async (work) => {
      const before = proxy.roundTrips();
      await inAcme(work);
      return proxy.roundTrips() - before;
    },
    close: async () => {
      await client.close();
      await proxy.close();
      await database.close();
    },
  };
}
