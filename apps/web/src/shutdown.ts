import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { constants } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { closeDatabase } from '@startkit/database';
import { readEnvironment } from './env.ts';

/*
 * Next ends the process as soon as its requests are done and has no hook for what comes after them. So the
 * scripts in package.json set NEXT_MANUAL_SIG_HANDLE, and the signals are ours: no new requests, the
 * running ones to their end, the database, the exit.
 */

const patience = 10_000;
const signals = ['SIGINT', 'SIGTERM'] as const;
const key = Symbol.for('@startkit/web/shutdown');
const shared = globalThis as { [key]?: true };

/** Makes SIGINT and SIGTERM end the process in order. Once a process, however often it is called. */
export function closeOnSignals(): void {
  if (shared[key]) return;
  shared[key] = true;
  const server = serverOfRequests();
  let stopping = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop(server()).then(
        () => process.exit(128 + constants.signals[signal]),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
}

async function stop(server: Server | undefined): Promise<void> {
  // In development the browser keeps a connection open for hot reloading.
  if (server)
    await Promise.race([drained(server), pause(readEnvironment().development ? 0 : patience)]);
  await closeDatabase();
}

function drained(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

// Next does not hand its server out; the first request does.
function serverOfRequests(): () => Server | undefined {
  let server: Server | undefined;
  subscribe('http.server.request.start', (message) => {
    server ??= (message as { readonly server: Server }).server;
  });
  return () => server;
}
