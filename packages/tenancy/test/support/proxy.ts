import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy that counts round trips: how often the client, having been answered, asks again. */
export interface CountingProxy {
  readonly port: number;
  roundTrips(): number;
  close(): Promise<void>;
}

export async function countingProxy(target: URL): Promise<CountingProxy> {
  let roundTrips = 0;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let lastSpoke: 'client' | 'server' = 'server';
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (lastSpoke === 'server') roundTrips += 1;
      lastSpoke = 'client';
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      lastSpoke = 'server';
      client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    roundTrips: () => roundTrips,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
