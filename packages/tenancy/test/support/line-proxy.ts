import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** One client's way to the server and back. A test that interferes replaces `fromClient` or `fromServer`. */
export interface Line {
  fromClient(bytes: Buffer): void;
  fromServer(bytes: Buffer): void;
  toClient(bytes: Buffer): void;
  toServer(bytes: Buffer): void;
  /** Ends both sides, each behind what was handed on to it. */
  cut(): void;
}

/** A TCP proxy whose lines a test may interfere with; left alone, they hand on everything. */
export interface LineProxy {
  /** `url`, through the proxy. */
  through(url: string): string;
  /** In the order in which the clients connected. */
  readonly lines: readonly Line[];
  close(): Promise<void>;
}

/** @param onLine gets each new line before anything travels on it. */
export async function lineProxy(
  target: URL,
  onLine: (line: Line) => void = () => {},
): Promise<LineProxy> {
  const lines: Line[] = [];
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({
      port: Number(target.port),
      host: target.hostname,
      noDelay: true,
    });
    const line = lineBetween(client, upstream);
    sockets.add(client).add(upstream);
    lines.push(line);
    onLine(line);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    lines,
    through: (url) => Object.assign(new URL(url), { port: String(port) }).toString(),
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function lineBetween(client: Socket, upstream: Socket): Line {
  const toClient = (bytes: Buffer) => void (client.writable && client.write(bytes));
  const toServer = (bytes: Buffer) => void (upstream.writable && upstream.write(bytes));
  const cut = () => {
    client.end();
    upstream.end();
  };
  const line: Line = { fromClient: toServer, fromServer: toClient, toClient, toServer, cut };
  client.on('data', (bytes) => line.fromClient(bytes));
  upstream.on('data', (bytes) => line.fromServer(bytes));
  for (const socket of [client, upstream]) {
    socket.on('error', () => socket.destroy());
    socket.on('end', cut);
    socket.on('close', cut);
  }
  return line;
}
