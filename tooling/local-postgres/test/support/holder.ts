import { createInterface } from 'node:readline';
import { useLocalPostgres } from '../../src/index.ts';
import { LocalPostgresError } from '../../src/errors.ts';
import { bootstrap, DATABASE } from './fixture.ts';

/*
 * A process that uses a server: reports it as a line of JSON, and gives it back when told so by a line on its input.
 * `HOLDER_UID` and `HOLDER_GID`: the user to become first, once all modules are loaded.
 */
const [directory = ''] = process.argv.slice(2);
const { HOLDER_UID, HOLDER_GID } = process.env;
if (HOLDER_UID !== undefined && HOLDER_GID !== undefined) {
  process.setgroups?.([]);
  process.setgid?.(Number(HOLDER_GID));
  process.setuid?.(Number(HOLDER_UID));
}

try {
  const postgres = await useLocalPostgres({ directory, database: DATABASE, bootstrap });
  const { port, started } = postgres;
  report({ port, started, url: postgres.url('app') });
  for await (const _ of createInterface({ input: process.stdin })) break;
  await postgres.release();
  report({ released: true });
} catch (error) {
  if (!(error instanceof LocalPostgresError)) throw error;
  report({ code: error.code, message: error.message });
}
process.exit(0);

function report(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
