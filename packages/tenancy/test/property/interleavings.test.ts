import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TenantClient } from '../../src/index.ts';
import { inProcessDatabase, serverDatabase, type TestDatabase } from '../support/database.ts';
import { acme, globex } from '../support/schema.ts';
import { isSoak, soakRuns, soakSeed } from '../support/soak.ts';
import {
  acmeNames,
  globexNames,
  inAcme,
  inGlobex,
  projectNames,
  storedEntries,
} from '../support/tenants.ts';
import { beside, handlers } from './program.ts';
import { Run } from './run.ts';

const drivers: [string, () => Promise<TestDatabase>, number][] = [
  ['node-postgres', () => serverDatabase('node-postgres'), 25],
  ['postgres-js', () => serverDatabase('postgres-js'), 8],
  ['pglite', inProcessDatabase, 8],
];

const deletedProjects = `
  insert into projects (organization_id, name, deleted_at)
  values ('${acme.id}', 'Acme deleted', now()), ('${globex.id}', 'Globex deleted', now())`;

describe.each(drivers)(
  'whatever handlers do at once, over two connections of %s',
  (_, open, few) => {
    let database: TestDatabase;
    let client: TenantClient;
    beforeAll(async () => {
      database = await open();
      await database.admin(deletedProjects);
      client = database.client({ max: 2 });
    });
    afterAll(async () => {
      await client.close();
      await database.close();
    });

    /** Both connections at once, each with a transaction. */
    async function expectUsable(): Promise<void> {
      const seen = await Promise.all([
        inAcme(() => client.transaction((tx) => projectNames(tx))),
        inGlobex(() => client.transaction((tx) => projectNames(tx))),
      ]);
      expect(seen).toEqual([acmeNames, globexNames]);
    }

    test(
      'each sees its own rows, what was reported committed is stored, and nothing else',
      async () => {
        let runs = 0;
        const property = fc.asyncProperty(handlers, async (program) => {
          const prefix = `run ${(runs += 1)};`;
          const run = new Run(client, prefix);
          await run.all(program);
          expect(run.problems).toEqual([]);
          const stored = await storedEntries(database, prefix);
          expect(stored.toSorted()).toEqual(run.committed());
          await expectUsable();
        });
        const numRuns = soakRuns(few);
        await fc.assert(property, { numRuns, seed: soakSeed, examples: [[beside]] });
      },
      isSoak ? 3_600_000 : 60_000,
    );
  },
);
