import { describe, expect, test } from 'vitest';
import { globex } from '../support/schema.ts';
import type { Fixture } from './fixture.ts';

/**
 * What `hardening: 'full'` alone withstands: what one unit leaves in the session, and, before PostgreSQL 16, code on the
 * server that commits in the middle of a unit.
 */
export function leftoversContract({ client, inAcme, inGlobex, names }: Fixture): void {
  describe('at full only', () => {
    test.each(['commit', 'rollback'])('no code on the server can %s', async (text) => {
      const code = `do $$ begin insert into projects (name) values ('kept'); ${text}; end $$`;
      for (const run of [
        () => client().query(code),
        () => client().transaction((tx) => tx.query(code)),
      ]) {
        await expect(inAcme(run)).rejects.toMatchObject({ sqlState: '2D000' });
      }
      expect(await inAcme(names)).not.toContain('kept');
    });

    test('a seed of one unit is nothing to the next', async () => {
      const behindSeed = async () => {
        await inAcme(() => client().query('select setseed(0.5)'));
        const { rows } = await inGlobex(() => client().query('select random() as r'));
        return (rows[0] as { r: number }).r;
      };
      expect(await behindSeed()).not.toBe(await behindSeed());
    });

    test('a sequence value of one unit is nothing to the next', async () => {
      await inAcme(() => client().query(`select nextval('app.canary')`));
      const reads = await Promise.allSettled(
        Array.from({ length: 6 }, () => inGlobex(() => client().query('select lastval()'))),
      );
      expect(reads).toEqual(
        reads.map(() =>
          expect.objectContaining({ reason: expect.objectContaining({ sqlState: '55000' }) }),
        ),
      );
    });

    test('a planted session setting does not reach the next unit', async () => {
      await inAcme(() =>
        client().query(`select set_config('search_path', 'pg_catalog', false),
          set_config('app.context', '${globex.id}', false),
          set_config('timezone', 'Asia/Tokyo', false)`),
      ).catch(() => {});
      const others = Array.from({ length: 6 }, () =>
        inGlobex(() =>
          client().query('select current_setting($1) as zone, count(*)::int as n from projects', [
            'timezone',
          ]),
        ),
      );
      for (const { rows } of await Promise.all(others)) {
        expect(rows).toEqual([{ zone: expect.not.stringContaining('Tokyo'), n: 3 }]);
      }
    });
  });
}
