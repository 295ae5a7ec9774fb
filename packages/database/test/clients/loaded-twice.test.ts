import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { organizations } from '../../src/schema/index.ts';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { testServer } from '../support/test-server.ts';

// A bundler may load the package more than once in a process. One `db` would be two pools, and a transaction of one
// would not be the other's.

const root = join(import.meta.dirname, '../..');
let database: TestDatabase;
let folder: string;
let organizationId: string;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer() });
  const acme = { name: 'Acme', slug: 'acme' };
  const [made] = await database.superadminDb.insert(organizations).values(acme).returning();
  organizationId = made!.id;
  folder = await mkdtemp(join(root, 'node_modules/.loaded-twice-'));
  await bundle('src/index.ts', 'index.mjs', 'esm');
  await bundle('src/index.ts', 'index.cjs', 'cjs');
  await bundle('test/clients/loaded-twice-checks.ts', 'checks.mjs', 'esm');
});
afterAll(async () => {
  await database?.close();
  if (folder) await rm(folder, { recursive: true });
});

/** The workspace's packages in one file; those of the registry stay where they are. */
async function bundle(source: string, name: string, format: 'esm' | 'cjs'): Promise<void> {
  const { dependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await build({
    entryPoints: [join(root, source)],
    outfile: join(folder, name),
    format,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: Object.keys(dependencies).filter(
      (dependency) => !dependency.startsWith('@startkit/'),
    ),
    logLevel: 'error',
  });
}

test.each(['index.cjs', 'index.mjs?copy=2'])('index.mjs and %s have one db', async (second) => {
  const { app, portal, superadmin, contextSecret } = database.urls!;
  const copies = ['index.mjs', second].map((name) => join(folder, name));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(folder, 'checks.mjs'), ...copies, organizationId],
    {
      env: {
        ...process.env,
        DATABASE_URL: app,
        PORTAL_DATABASE_URL: portal,
        SUPERADMIN_DATABASE_URL: superadmin,
        TENANT_CONTEXT_SECRET: contextSecret,
      },
    },
  );
  expect(JSON.parse(stdout)).toEqual({
    distinct: true,
    onePool: true,
    joined: 1,
    outcome: 'Error: undone',
    left: 0,
    madeAgain: true,
  });
});
