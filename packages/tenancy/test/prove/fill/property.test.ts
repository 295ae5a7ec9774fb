import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isSoak, soakRuns, soakSeed } from '../../support/soak.ts';
import { emptyDatabase } from './empty-database.ts';
import { lacking, openScene, rowsIn, sides } from './filled.ts';
import { randomSchema } from './random-schema.ts';

let database: Awaited<ReturnType<typeof emptyDatabase>>;

beforeAll(async () => {
  database = await emptyDatabase();
});
afterAll(() => database.close());

test(
  'whatever the tables are, they are filled or it is said why not',
  { timeout: isSoak ? 3_600_000 : 60_000 },
  async () => {
    const { db } = database;
    await fc.assert(
      fc.asyncProperty(randomSchema, async (sql) => {
        await db.query('begin');
        try {
          await db.query(sql);
          const scene = await openScene(db, { roles: { tenant: [] } });
          expect(Object.values(lacking(scene))).not.toContain('nothing was said');
          for (const table of scene.catalog.tables) {
            const made = [0, 1].flatMap((nth) =>
              sides.map((side) => scene.filled.row(table, side, nth)),
            );
            expect(await rowsIn(db, table.ident)).toHaveLength(made.filter(Boolean).length);
          }
          await db.query('set constraints all immediate');
        } finally {
          await db.query('rollback');
        }
      }),
      { numRuns: soakRuns(20), seed: soakSeed },
    );
  },
);
