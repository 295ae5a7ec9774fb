import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP proxy that counts round trips: how often the client, having been answered, asks again. */
export interface CountingProxy {
  readonly port: number;
  roundTrips(): number;
  /** The next connection is answered up to its login, and then no more. */
  silenceNext(): void;
  close(): Promise<void>;
}

export async function countingProxy(target: URL): Promise<CountingProxy> {
  let roundTrips = 0;
  let silenced = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let lastSpoke: 'client' | 'server' = 'server';
    const silent = silenced;
    let ready = false;
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
      if (!silent || !ready) client.write(bytes);
      // ReadyForQuery: 'Z', length 5, status.
      ready ||= bytes.includes(Buffer.from('5a0000000549', 'hex'));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    roundTrips: () => roundTrips,
    silenceNext: () => (silenced = true),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
