import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What a pooler does with cancel requests, and nothing else of one. */
export interface SessionPooler {
  /** `url`, through it. */
  through(url: string): string;
  /** Requests that were dropped: the client that they are about had left, or had no server. */
  dropped(): number;
  /** Clients that are connected. */
  clients(): number;
  /** Has no server for so many ms: what clients send waits, and cancel requests are dropped. */
  haveNoServer(ms: number): void;
  /** Accepts no further connection; those that are there go on. */
  refuse(): void;
  close(): Promise<void>;
}

const cancelRequest = Buffer.from('0000001004d2162e', 'hex');

/**
 * Hands on one client's session, and cancel requests after a while: PgBouncer looks for the client that a request is about
 * when its turn comes, and drops the request when that client is not there any more.
 */
export async function sessionPooler(target: URL, delay = 100): Promise<SessionPooler> {
  const sockets = new Set<Socket>();
  const clients = new Set<Socket>();
  let dropped = 0;
  let freeAt = 0;
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => client.destroy());
    client.once('data', (first) => {
      if (first.subarray(0, 8).equals(cancelRequest)) {
        setTimeout(() => {
          if (clients.size > 0 && performance.now() > freeAt) return relay(client, first);
          dropped += 1;
          client.destroy();
        }, delay);
      } else {
        clients.add(client);
        client.on('close', () => clients.delete(client));
        relay(client, first);
      }
    });
  });
  const relay = (client: Socket, first: Buffer) => {
    const upstream = connect(Number(target.port), target.hostname);
    sockets.add(upstream);
    upstream.on('error', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    // What the statement is doing it goes on doing: a pooler has no reason to end it.
    const send = (bytes: Buffer) =>
      setTimeout(() => upstream.write(bytes), freeAt - performance.now());
    client.on('data', send);
    send(first);
    upstream.pipe(client);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    through: (url) => Object.assign(new URL(url), { port: String(port) }).toString(),
    dropped: () => dropped,
    clients: () => clients.size,
    haveNoServer: (ms) => void (freeAt = performance.now() + ms),
    refuse: () => void server.close(),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}
