import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { DelayLine } from './precise-timer.ts';

/*
 * A process of its own: what it costs is not what a contestant costs. Stands in for the network: everything on its way
 * to the server arrives a round trip's time later, what comes back arrives at once. Counts round trips: how often
 * a client, having been answered, speaks again.
 *
 *     node proxy.ts <server's port>
 *
 * Messages from the parent: { delay } opens a port with that round trip, in ms; { count: true } asks for the round
 * trips so far.
 */

export type ProxyRequest = { readonly delay: number } | { readonly count: true };
export type ProxyReply = { readonly port: number } | { readonly roundTrips: number };

let roundTrips = 0;

function serve(client: Socket, serverPort: number, line: DelayLine | undefined): void {
  const upstream = connect({ port: serverPort, host: '127.0.0.1', noDelay: true });
  let lastSpoke: 'client' | 'server' = 'server';
  client.on('data', (bytes) => {
    if (lastSpoke === 'server') roundTrips += 1;
    lastSpoke = 'client';
    if (line) line.later(() => upstream.writable && upstream.write(bytes));
    else upstream.write(bytes);
  });
  upstream.on('data', (bytes) => {
    lastSpoke = 'server';
    client.write(bytes);
  });
  for (const [socket, other] of [
    [client, upstream],
    [upstream, client],
  ] as const) {
    socket.on('error', () => socket.destroy());
    socket.on('close', () => other.destroySoon());
  }
}

async function open(serverPort: number, delay: number): Promise<number> {
  const line = delay > 0 ? new DelayLine(delay) : undefined;
  const server = createServer({ noDelay: true }, (client) => serve(client, serverPort, line));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const serverPort = Number(process.argv[2]);
const reply = (message: ProxyReply) => process.send?.(message);

process.on('message', (request: ProxyRequest) => {
  if ('count' in request) reply({ roundTrips });
  else open(serverPort, request.delay).then((port) => reply({ port }), fail);
});
process.on('disconnect', () => process.exit());

function fail(error: unknown): never {
  console.error(error);
  process.exit(1);
}
