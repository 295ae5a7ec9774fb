import { inject } from 'vitest';

/** Connection string of the superuser of the real server that this worker's files run on. */
export function testServer(): string {
  const servers = inject('servers');
  const worker = Number(process.env['VITEST_POOL_ID']) - 1;
  return servers[worker % servers.length]!;
}
