import type { Driver } from '../../src/index.ts';

/** A driver that counts its connections. */
export function watchedDriver(real: Driver): { readonly driver: Driver; connections(): number } {
  let connections = 0;
  const driver: Driver = {
    name: real.name,
    assumeRole: real.assumeRole,
    ...(real.maxConnections === undefined ? {} : { maxConnections: real.maxConnections }),
    connect: () => {
      connections += 1;
      return real.connect();
    },
    close: () => real.close(),
  };
  return { driver, connections: () => connections };
}
