import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TransferSession, withTransfer } from '../../src/backup/transfer/session.ts';
import { openDatabase, type Moved } from './support/two-databases.ts';

let database: Moved;
beforeAll(async () => {
  database = await openDatabase(false);
});
afterAll(() => database.close());

const session = <T>(work: (session: TransferSession) => Promise<T>) =>
  withTransfer(database.urls.migration, 'startkit-test', work);

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const line of lines) found.push(line);
  return found;
}

async function* these(...all: readonly string[]) {
  yield* all;
}

test('rows come out as they went in, however many there are', async () => {
  const rows = Array.from({ length: 50_000 }, (_, n) => `${n}\tünï ${n}\\n\n`);
  await session((its) =>
    its.transaction(async () => {
      await its.run('create temporary table copied (n int, s text) on commit drop');
      expect(await its.copyIn('copy copied from stdin', these(...rows))).toBe(50_000);
      expect(await collect(its.copyOut('copy copied to stdout'))).toEqual(rows);
    }),
  );
});

test('a reader that is slow holds about a megabyte, not everything', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const held = () => {
    collectGarbage();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return heapUsed + external + arrayBuffers;
  };
  await session(async (its) => {
    const before = held();
    let most = 0;
    let rows = 0;
    let characters = 0;
    const text = `copy (select repeat('x', 1000) from generate_series(1, 100000)) to stdout`;
    for await (const line of its.copyOut(text)) {
      rows += 1;
      characters += line.length;
      if (rows % 10_000 !== 1) continue;
      // Time in which the server could send all of it.
      await new Promise((resolve) => setTimeout(resolve, 50));
      most = Math.max(most, held() - before);
    }
    expect(characters).toBe(100_100_000);
    expect(most).toBeLessThan(20_000_000);
  });
});

test('an error of the server in the middle of a COPY is thrown, and the session goes on', async () => {
  await session(async (its) => {
    const failing = its.copyOut(
      'copy (select 1 / (1000 - n) from generate_series(1, 2000) n) to stdout',
    );
    await expect(collect(failing)).rejects.toThrow('division by zero');
    expect(await its.rows('select 1 as one')).toEqual([{ one: 1 }]);
  });
});

test('a row that the server refuses, and a source that fails, end a COPY with that error', async () => {
  await session(async (its) => {
    await its.run('create temporary table numbers (n int)');
    const refused = its.copyIn('copy numbers from stdin', these('1\n', 'two\n'));
    await expect(refused).rejects.toThrow('invalid input syntax for type integer: "two"');
    async function* broken() {
      yield '1\n'.repeat(100_000);
      throw new Error('the disk is gone');
    }
    await expect(its.copyIn('copy numbers from stdin', broken())).rejects.toThrow(
      'the disk is gone',
    );
    expect(await its.rows('select count(*)::int as rows from numbers')).toEqual([{ rows: 0 }]);
  });
});

test('a connection that is lost is named, in both directions', async () => {
  const kill = (its: TransferSession) =>
    its.rows<{ pid: number }>('select pg_backend_pid() as pid').then(
      ([row]) =>
        () =>
          database.admin`select pg_terminate_backend(${row!.pid})`,
    );
  const out = session(async (its) => {
    const end = await kill(its);
    let ended = false;
    for await (const _ of its.copyOut(
      'copy (select * from generate_series(1, 3000000)) to stdout',
    )) {
      if (!ended) await end();
      ended = true;
    }
  });
  await expect(out).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
  const into = session(async (its) => {
    const end = await kill(its);
    await its.run('create temporary table numbers (n int)');
    async function* endless() {
      for (let n = 0; n < 100; n += 1) {
        yield '1\n'.repeat(100_000);
        if (n === 3) await end();
      }
    }
    await its.copyIn('copy numbers from stdin', endless());
  });
  await expect(into).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
});
