import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A server's address with something between: it counts what the client asks. */
export interface Proxy {
  url(url: string): string;
  /** What the client asked so far: the SQL of each statement, in order. */
  readonly asked: readonly string[];
  close(): void;
}

/**
 * Calls `answered` when the server has done the `count`-th thing that the client asked (from 1), before the client
 * hears of it; what `answered` returns decides whether it ever does.
 */
export async function startProxy(
  target: { readonly host: string; readonly port: number },
  answered: (count: number, sql: string) => 'pass' | 'cut',
): Promise<Proxy> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    for (const socket of [client, upstream]) {
      sockets.add(socket.on('error', () => undefined));
      socket.once('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    const requests = messages({ startup: true });
    const replies = messages({ startup: false });
    let sql = '';
    let waiting = 0;
    client.on('data', (data: Buffer) => {
      for (const { type, body } of requests(data)) {
        if (type === 'Q' || type === 'P') sql = textOf(type, body);
        if (type !== 'Q' && type !== 'S') continue;
        asked.push(sql);
        waiting = asked.length;
      }
      upstream.write(data);
    });
    upstream.on('data', (data: Buffer) => {
      const ready = replies(data).some(({ type }) => type === 'Z');
      if (ready && waiting > 0) {
        const count = waiting;
        waiting = 0;
        if (answered(count, asked[count - 1] ?? '') === 'cut') {
          client.destroy();
          upstream.destroy();
          return;
        }
      }
      client.write(data);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    url: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href,
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

interface Message {
  readonly type: string;
  readonly body: Buffer;
}

/** Takes a stream of the protocol apart: a letter, a length, a body; the first of a client has no letter. */
function messages(first: { readonly startup: boolean }): (data: Buffer) => readonly Message[] {
  let rest: Buffer = Buffer.alloc(0);
  let startup = first.startup;
  return (data) => {
    rest = Buffer.concat([rest, data]);
    const found: Message[] = [];
    for (;;) {
      const letter = startup ? 0 : 1;
      if (rest.length < letter + 4) return found;
      const length = rest.readInt32BE(letter);
      if (rest.length < letter + length) return found;
      const type = startup ? '' : String.fromCharCode(rest[0] ?? 0);
      found.push({ type, body: rest.subarray(letter + 4, letter + length) });
      rest = rest.subarray(letter + length);
      startup = false;
    }
  };
}

function textOf(type: string, body: Buffer): string {
  const strings = body.toString().split('\0');
  return (type === 'Q' ? strings[0] : strings[1]) ?? '';
}
