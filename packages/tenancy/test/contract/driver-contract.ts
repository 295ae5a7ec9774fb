import { afterAll, beforeAll, describe } from 'vitest';
import type { TenantClient } from '../../src/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { attacksContract } from './attacks.ts';
import { contextContract } from './context.ts';
import { copyContract } from './copy.ts';
import { cursorsContract } from './cursors.ts';
import { fixtureOf } from './fixture.ts';
import { leftoversContract } from './leftovers.ts';
import { sqlContract } from './sql.ts';
import { statementsContract } from './statements.ts';
import { transactionsContract } from './transactions.ts';

/** What every driver must do, at both levels. */
export function driverContract(driver: string, open: () => Promise<TestDatabase>): void {
  describe.each(['full', 'standard'] as const)(`driver contract: ${driver}, %s`, (hardening) => {
    let database: TestDatabase;
    let client: TenantClient;

    beforeAll(async () => {
      database = await open();
      client = database.client({ hardening, max: 3 });
    });
    afterAll(async () => {
      await client.close();
      await database.close();
    });

    const fixture = fixtureOf(
      () => database,
      () => client,
    );
    contextContract(fixture);
    statementsContract(fixture);
    sqlContract(fixture);
    cursorsContract(driver, fixture);
    copyContract(fixture);
    transactionsContract(fixture);
    attacksContract(fixture);
    if (hardening === 'full') leftoversContract(fixture);
  });
}
