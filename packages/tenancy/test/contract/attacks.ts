import { describe, expect, test } from 'vitest';
import { CommitFailedError, TenantContextMismatchError } from '../../src/index.ts';
import { acme, globex } from '../support/schema.ts';
import type { Fixture } from './fixture.ts';

/** By us, or by the server, which knows no savepoints and no chains where nobody said `begin`. */
const refusal = expect.stringMatching(/^(TENANT_CONTEXT_MISMATCH|DATABASE_ERROR)$/);

export function attacksContract({ client, database, inAcme, inGlobex, names }: Fixture): void {
  describe('attacks', () => {
    test.each(['commit', 'rollback', 'commit and chain', 'rollback and chain'])(
      'the statement %s does not end the isolation',
      async (text) => {
        const alone = inAcme(() => client().query(text));
        await expect(alone).rejects.toMatchObject({ code: refusal });
        const inside = inAcme(() => client().transaction((tx) => tx.query(text)));
        await expect(inside).rejects.toThrow(TenantContextMismatchError);
        expect(await inGlobex(names)).toHaveLength(3);
      },
    );

    test('the statement begin leaves no transaction open', async () => {
      // None where one is open already; refused where the unit is a transaction without saying so.
      const alone = inAcme(() => client().query('begin'));
      await alone.catch((error: unknown) => expect(error).toBeInstanceOf(CommitFailedError));
      await inAcme(() => client().transaction((tx) => tx.query('begin')));
      expect(await inGlobex(names)).toHaveLength(3);
    });

    test('a result is reported only of what was committed, also after a planted begin', async () => {
      const batch = [{ text: 'begin' }, { text: `insert into projects (name) values ('begun')` }];
      const reported = await inAcme(() => client().batch(batch)).then(
        () => true,
        () => false,
      );
      expect((await inAcme(names)).includes('begun')).toBe(reported);
    });

    test('nothing runs behind a planted commit', async () => {
      const batch = [{ text: 'commit' }, { text: `insert into projects (name) values ('late')` }];
      await expect(inAcme(() => client().batch(batch))).rejects.toThrow(TenantContextMismatchError);
      const write = inAcme(() => client().transaction((tx) => tx.batch(batch)));
      await expect(write).rejects.toThrow(TenantContextMismatchError);
      const [row] = await database().admin(
        `select count(*)::int as n from projects where name = 'late'`,
      );
      expect(row).toEqual({ n: 0 });
    });

    test('what a statement changes in the context does not outlive it', async () => {
      const plant = (setting: string, value: string) => ({
        text: 'select set_config($1, $2, true)',
        values: [setting, value],
      });
      const plants = [
        plant('app.context', `,,startkit_app,${globex.id},,,false`),
        plant('app.context_nonce', 'forged'),
        plant('app.with_deleted', 'true'),
      ];
      for (const planted of plants) {
        const inBatch = inAcme(() =>
          client().batch([planted, { text: 'select name from projects' }]),
        );
        await expect(inBatch).rejects.toThrow(TenantContextMismatchError);
        const inTransaction = inAcme(() =>
          client().transaction(async (tx) => {
            await tx.query(planted.text, planted.values).catch(() => {});
            return tx.query('select name from projects');
          }),
        );
        await expect(inTransaction).rejects.toMatchObject({ code: 'TRANSACTION_ENDED' });
      }
    });

    test('a statement that names itself another tenant reads and writes nothing', async () => {
      const become = `perform set_config('app.context',
        replace(current_setting('app.context'), '${acme.id}', '${globex.id}'), true)`;
      for (const deed of [
        `perform from projects`,
        `update projects set name = 'taken'`,
        `insert into projects (name) values ('planted')`,
        `delete from notes`,
      ]) {
        const attack = inAcme(() => client().query(`do $$ begin ${become}; ${deed}; end $$`));
        await expect(attack).rejects.toMatchObject({ code: 'CONTEXT_SIGNATURE' });
      }
      expect(await inGlobex(names)).toEqual(['Globex 1', 'Globex 2', 'Globex 3']);
    });

    test('a savepoint that is not the statement’s own cannot be rolled back to', async () => {
      const add = { text: `insert into entries (action) values ('confirmed')` };
      const undone = (text: string) =>
        inAcme(() => client().batch([{ text: 'savepoint s' }, add, { text }]));
      await expect(undone('rollback to s')).rejects.toMatchObject({ code: refusal });
      const nested = inAcme(() =>
        client().transaction((tx) =>
          tx.savepoint(async () => {
            await tx.query(add);
            await tx.query('rollback to savepoint tenancy_1');
          }),
        ),
      );
      await expect(nested).rejects.toMatchObject({ sqlState: '3B001' });
      const within = inAcme(() =>
        client().transaction(async (tx) => {
          await tx.query('savepoint s');
          await tx.query(add);
          await tx.query('rollback to s');
        }),
      );
      await expect(within).rejects.toThrow(TenantContextMismatchError);
    });

    // The step is set ahead for the session and left as it is here, so that both confirmations find the one they expect.
    test.each([
      [
        'all of it',
        ['context', 'with_deleted', 'context_nonce', 'context_step', 'context_entered'],
        `perform set_config('app.context_step', '1', false), set_config('app.context_step', '0', true);`,
      ],
      ['what policies read', ['context', 'with_deleted'], ''],
    ])(
      'nothing runs behind a planted commit, also when the context was copied to the session: %s',
      async (which, settings, ahead) => {
        const copy = settings.map(
          (name) => `perform set_config('app.${name}', current_setting('app.${name}'), false);`,
        );
        const late = `insert into projects (name) values ('late: ${which}')`;
        const batch = [`do $$ begin ${copy.join(' ')} ${ahead} end $$`, 'commit', late];
        const sent = inAcme(() => client().batch(batch.map((text) => ({ text }))));
        await expect(sent).rejects.toThrow(TenantContextMismatchError);
        expect(await inAcme(names)).not.toContain(`late: ${which}`);
      },
    );

    test('COPY is refused, and the client goes on', async () => {
      const copy = `copy (select repeat('x', 1000) from generate_series(1, 20000)) to stdout`;
      await expect(inAcme(() => client().query(copy))).rejects.toThrow(TenantContextMismatchError);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await inGlobex(names)).toHaveLength(3);
    });

    test('our own SQLSTATEs, raised by a statement, repeat nothing and split no transaction', async () => {
      for (const sqlState of ['TN001', 'TN002', 'TN003']) {
        const raise = `do $$ begin raise exception 'forged' using errcode = '${sqlState}'; end $$`;
        await expect(inAcme(() => client().query(raise))).rejects.toMatchObject({
          code: expect.stringMatching(/^(DATABASE_ERROR|TENANT_CONTEXT_MISMATCH)$/),
        });
        const run = inAcme(() =>
          client().transaction(async (tx) => {
            await tx.query(`insert into projects (name) values ('first half')`);
            await tx.query(raise).catch(() => {});
            await tx.query(`insert into projects (name) values ('second half')`);
          }),
        );
        await expect(run).rejects.toThrow(Error);
      }
      expect((await inAcme(names)).filter((found) => found.endsWith('half'))).toEqual([]);
    });

    test('two statements in one text are refused', async () => {
      const stacked = inAcme(() => client().query(`select 1; delete from projects`));
      await expect(stacked).rejects.toMatchObject({ sqlState: '42601' });
    });
  });
}
