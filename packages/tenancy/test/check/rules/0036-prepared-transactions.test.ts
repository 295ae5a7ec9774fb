import { startThrowawayPostgres } from '@startkit/local-postgres';
import { expect, test } from 'vitest';
import { check } from '../../../src/check.ts';
import { safeDatabase } from '../../proof/safe-database.ts';

// A setting of the whole server, which takes a start: one of its own.
test('0036 prepared-transactions: a server that keeps them', async () => {
  const server = await startThrowawayPostgres({ settings: { max_prepared_transactions: '2' } });
  try {
    const safe = await safeDatabase(server.adminUrl());
    const { findings } = await check(safe.admin, safe.config);
    await safe.close();
    expect(findings).toMatchObject([
      {
        rule: '0036',
        object: 'max_prepared_transactions',
        detail: 'is 2',
        severity: 'warning',
        fix: undefined,
      },
    ]);
  } finally {
    await server.stop();
  }
});
