import { afterAll, beforeAll, expect, test } from 'vitest';
import rollback from '../../src/cli/commands/rollback.ts';
import { processOutput } from '../../src/cli/output.ts';
import { readEnvironment } from '../../src/env.ts';
import { writeMarker } from '../../src/environment/marker.ts';
import { withSession } from '../../src/environment/session.ts';
import { migrate } from '../../src/migrations/index.ts';
import {
  startTestServer,
  type TestDatabase,
  type TestServer,
} from '../migrations/support/database.ts';

let server: TestServer;
let database: TestDatabase;

beforeAll(async () => {
  server = await startTestServer();
  database = await server.createDatabase();
  await migrate({ url: database.url });
});
afterAll(() => server.stop());

const run = (NODE_ENV: string, flags: Record<string, string | boolean> = {}) =>
  rollback.run({
    environment: readEnvironment({ NODE_ENV, MIGRATION_DATABASE_URL: database.url }),
    flags,
    rest: [],
    output: processOutput({ json: true }),
  });
const unnamed = () => ({
  code: 'REFUSED',
  message: expect.stringContaining(`Give --confirm ${database.name}`),
});

test('where real data may be, the database is to be named; whatever NODE_ENV says', async () => {
  await expect(run('production')).rejects.toMatchObject(unnamed());
  await withSession(database.url, (session) =>
    session.run(`insert into pgboss.job (name) values ('warehouse.reconcile-all')`),
  );
  for (const migration of ['0004_warehouse_queues', '0003_commerce_canvas_warehouse']) {
    expect(await run('production', { confirm: database.name })).toMatchObject({
      data: { migration },
    });
  }
  // The kit's first migrations have no way back.
  await expect(run('test')).rejects.toMatchObject({ code: 'ROLLBACK_MISSING' });
  await withSession(database.url, (session) => writeMarker(session, 'production'));
  await expect(run('test')).rejects.toMatchObject(unnamed());
  await expect(run('test', { confirm: 'another' })).rejects.toMatchObject(unnamed());
});

test('a migration that nobody knows has no down file to be derived', async () => {
  await expect(run('test', { derive: '0099_nothing' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
});
