import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serverDatabase } from '../support/database.ts';
import { acme, createRoles, globex, secret, setupSql } from '../support/schema.ts';
import { buildBundles, type Bundles } from './build.ts';
import type { CheckInput } from './checks.ts';

// Bundlers load a package more than once in a process: for the server's layers, for ESM beside CJS.

let bundles: Bundles;
let database: Awaited<ReturnType<typeof serverDatabase>>;
beforeAll(async () => {
  database = await serverDatabase('node-postgres');
  bundles = await buildBundles();
});
afterAll(async () => {
  await bundles?.remove();
  await database?.close();
});

describe.each(['ESM and CJS', 'ESM and ESM'])('the engine loaded as %s', (formats) => {
  let seen: Record<string, unknown>;
  beforeAll(async () => {
    const { esm, cjs, checks } = bundles;
    const input: CheckInput = {
      copies: [esm, formats === 'ESM and CJS' ? cjs : `${esm}?copy=2`],
      url: database.url,
      secret,
      acmeId: acme.id,
      globexId: globex.id,
      setup: `${createRoles}\n${setupSql}`,
    };
    const file = join(dirname(checks), 'input.json');
    await writeFile(file, JSON.stringify(input));
    const { stdout } = await promisify(execFile)(process.execPath, [checks, file]);
    seen = JSON.parse(stdout);
  });

  test('is there twice', () => {
    expect(seen['copies']).toEqual({ distinct: true });
  });

  test('has one context: a client sees what the other copy entered, and its bounds', () => {
    expect(seen['contexts']).toEqual({
      ofTheOther: ['Acme 1', 'Acme 1'],
      nested: ['Globex 1', 'Acme 1'],
      outside: 'TENANT_CONTEXT_MISSING',
      deleted: 'true',
      aborted: 'ABORTED',
      timedOut: 'QUERY_CANCELED',
    });
  });

  test('has one transaction of each client: the other copy joins it, and cannot leave its context', () => {
    const [byDrizzle, byContext, onAnotherClient] = [1, 1, 0];
    expect(seen['transactions']).toEqual({
      seen: [byDrizzle, byContext, onAnotherClient, 'TENANT_CONTEXT_CHANGE'],
      outcome: 'Error: undone',
      left: 0,
    });
  });

  test('understands the errors of the other copy’s driver; `code` tells them apart', () => {
    expect(seen['errors']).toEqual({
      duplicate: 'UNIQUE_VIOLATION',
      isTenancyError: [true, true],
      isUniqueViolation: [true, false],
      isSomethingElse: [false, false, false],
      forged: 'TENANT_CONTEXT_MISMATCH',
      sameConnection: false,
      conflict: 'SERIALIZATION_FAILURE',
      attempts: 3,
    });
  });

  test('lets one transaction at a time into the in-process server', () => {
    expect(seen['inProcess']).toEqual(['Acme 1', 'Globex 1']);
  });

  // Another layout is another number: an older copy would not understand it.
  test('keeps under store/2 what store/2 stands for', () => {
    expect(seen['layout']).toEqual([
      ['context', 'includeDeleted', 'limits', 'transactions'],
      ['organizationId', 'userId', 'portalUserId', 'isSuperadmin'],
      ['transaction', 'savepoint'],
    ]);
  });
});
