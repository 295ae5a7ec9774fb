import { TenantClient, type Driver, type TenantClientOptions } from '../../src/index.ts';
import { lineProxy, type Line } from './line-proxy.ts';
import { secret } from './schema.ts';
import { inAcme, inGlobex } from './tenants.ts';

/** A client with one connection, and its line to the server. */
export interface TenantOnALine {
  readonly client: TenantClient;
  readonly line: Line;
}

/** Acme and Globex, each with a client on a line of its own, logged in, judged by the guard, and idle. */
export interface TwoTenants {
  readonly acme: TenantOnALine;
  readonly globex: TenantOnALine;
  close(): Promise<void>;
}

export async function twoTenants(
  url: string,
  driver: (connectionString: string) => Driver,
  given: TenantClientOptions = {},
): Promise<TwoTenants> {
  const proxy = await lineProxy(new URL(url));
  const make = () => {
    const options = { secret, max: 1, acquireTimeout: 1000, closeTimeout: 500, ...given };
    return new TenantClient(driver(proxy.through(url)), options);
  };
  const [acme, globex] = [make(), make()];
  await inAcme(() => acme.query('select 1'));
  await inGlobex(() => globex.query('select 1'));
  const [acmeLine, globexLine] = proxy.lines;
  return {
    acme: { client: acme, line: acmeLine! },
    globex: { client: globex, line: globexLine! },
    close: async () => {
      await Promise.all([acme.close(), globex.close()]);
      await proxy.close();
    },
  };
}
