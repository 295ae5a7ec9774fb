import { describe, expect, test } from 'vitest';
import { ConnectionPool, type PoolOptions } from '../../src/client/pool.ts';
import type { Driver, DriverConnection } from '../../src/client/driver.ts';

/** Connections that only keep count: what the pool decides does not depend on what runs on them. */
class Connection implements DriverConnection {
  alive = true;
  status: DriverConnection['status'] = 'idle';
  ended = false;
  readonly atomic = true;
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }
  async run() {
    return [];
  }
  cancel() {}
  async end() {
    this.alive = false;
    this.ended = true;
  }
  destroy() {
    this.alive = false;
  }
}

function makePool(options: PoolOptions, onConnect = async () => {}) {
  const made: Connection[] = [];
  const driver: Driver = {
    name: 'counting',
    connect: async () => {
      made.push(new Connection(made.length + 1));
      return made.at(-1)!;
    },
    close: async () => {},
  };
  const pool = new ConnectionPool(driver, onConnect, options);
  return { pool, made, acquire: async () => (await pool.acquire()) as Connection };
}

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the pool', () => {
  test('opens no more than max, and serves waiters in order', async () => {
    const { pool, made, acquire } = makePool({ max: 2 });
    const [a, b] = [await acquire(), await acquire()];
    const order: string[] = [];
    const waiting = ['first', 'second'].map(async (name) => {
      const connection = await acquire();
      order.push(name);
      pool.release(connection);
    });
    await later(5);
    expect([made.length, order]).toEqual([2, []]);
    pool.release(a);
    await Promise.all(waiting);
    expect(order).toEqual(['first', 'second']);
    pool.release(b);
  });

  test.each(['transaction', 'failed'] as const)(
    'destroys a connection given back as %s',
    async (status) => {
      const { pool, acquire } = makePool({ max: 1 });
      const connection = await acquire();
      connection.status = status;
      pool.release(connection);
      expect(connection.alive).toBe(false);
      expect((await acquire()).number).toBe(2);
    },
  );

  test('gives the place of a lost connection to whoever waits', async () => {
    const { pool, acquire } = makePool({ max: 1 });
    const lost = await acquire();
    const waiting = acquire();
    lost.destroy();
    pool.release(lost);
    expect((await waiting).number).toBe(2);
  });

  test('does not give out a connection that died while idle', async () => {
    const { pool, acquire } = makePool({ max: 1 });
    const first = await acquire();
    pool.release(first);
    first.alive = false;
    expect((await acquire()).number).toBe(2);
  });

  test('a connection given back twice is given to one', async () => {
    const { pool, acquire } = makePool({ max: 2 });
    const connection = await acquire();
    pool.release(connection);
    pool.release(connection);
    const [a, b] = [await acquire(), await acquire()];
    expect(a.number).not.toBe(b.number);
  });

  test('replaces a connection after maxUses and after maxLifetime', async () => {
    for (const options of [{ maxUses: 1 }, { maxLifetime: -1 }]) {
      const { pool, acquire } = makePool({ max: 1, ...options });
      const first = await acquire();
      pool.release(first);
      expect(first.ended).toBe(true);
      expect((await acquire()).number).toBe(2);
    }
  });

  test('ends a connection that nobody used for idleTimeout', async () => {
    const { pool, acquire } = makePool({ idleTimeout: 10 });
    const connection = await acquire();
    pool.release(connection);
    await later(40);
    expect(connection.ended).toBe(true);
  });

  test('a connection that the guard refuses is destroyed and leaves its place free', async () => {
    let refused = 0;
    const { made, acquire } = makePool({ max: 1 }, async () => {
      refused += 1;
      if (refused === 1) throw new Error('refused');
    });
    await expect(acquire()).rejects.toThrow('refused');
    expect(made[0]!.alive).toBe(false);
    expect((await acquire()).number).toBe(2);
  });

  test('close refuses who waits, and waits for who works', async () => {
    const { pool, acquire } = makePool({ max: 1 });
    const connection = await acquire();
    const waiting = acquire();
    const closed = pool.close();
    await expect(waiting).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
    let done = false;
    const finished = closed.then(() => (done = true));
    await later(5);
    expect(done).toBe(false);
    pool.release(connection);
    await finished;
    expect(connection.ended).toBe(true);
  });
});
