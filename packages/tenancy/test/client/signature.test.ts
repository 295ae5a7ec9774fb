import { createHmac, randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { contextEncoder, lifetime, parseContextSecret } from '../../src/context/signature.ts';
import { TenantClient, withTenant } from '../../src/index.ts';
import { nodePostgres } from '../../src/node-postgres.ts';
import { compileRls, contextKeySql } from '../../src/policies.ts';
import { serverDatabase } from '../support/database.ts';
import { acme, globex, secret, tables } from '../support/schema.ts';

const context = (organizationId: string) =>
  Object.freeze({ organizationId, userId: null, portalUserId: null, isSuperadmin: false });
const newSecret = (id: string) => `${id}.${randomBytes(32).toString('base64url')}`;
const { id, key } = parseContextSecret(secret);
const signed = (message: string, by = key) =>
  `${message},${createHmac('sha256', by).update(message).digest('hex')}`;
const soon = () => Math.floor(Date.now() / 1000) + 60;

describe('a signed context', () => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  let attacker: pg.Client;
  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
    attacker = new pg.Client({ connectionString: database.url });
    await attacker.connect();
  });
  afterAll(async () => {
    await attacker.end();
    await database.close();
  });

  /** What the app login sees with the context set by hand, without the client. */
  async function seen(text: string): Promise<unknown[]> {
    await attacker.query(`select set_config('app.context', $1, false)`, [text]);
    return (await attacker.query('select name from projects order by name')).rows;
  }
  const message = (parts: { id?: string; until?: number | string; role?: string } = {}) =>
    [
      parts.id ?? id,
      parts.until ?? soon(),
      parts.role ?? 'startkit_app',
      globex.id,
      '',
      '',
      false,
    ].join(',');

  test('shows the tenant’s rows; no context shows none', async () => {
    expect(await seen(signed(message()))).toHaveLength(3);
    expect(await seen('')).toEqual([]);
  });

  test.each([
    ['without a signature', () => message()],
    ['with the signature of another text', () => signed(message()).replace(globex.id, acme.id)],
    [
      'with one character of the signature changed',
      () => signed(message()).replace(/.$/, (c) => (c === '0' ? '1' : '0')),
    ],
    ['with a shortened signature', () => signed(message()).slice(0, -2)],
    ['with an empty signature', () => `${message()},`],
    ['with another key', () => signed(message(), randomBytes(32))],
    ['with the empty key', () => signed(message(), Buffer.alloc(0))],
    ['with a key that is not there', () => signed(message({ id: 'nobody' }))],
    ['with no key', () => signed(message({ id: '' }))],
    ['that has expired', () => signed(message({ until: Math.floor(Date.now() / 1000) - 1 }))],
    ['of another role', () => signed(message({ role: 'startkit_superadmin' }))],
    ['of the portal', () => signed(message({ role: 'startkit_portal' }))],
    ['that is nonsense', () => 'nonsense'],
    ['that is short', () => ','],
  ])('%s is refused', async (_, text) => {
    await expect(seen(text())).rejects.toMatchObject({ code: 'TN004' });
  });

  test('is refused to a client with the wrong secret', async () => {
    const client = new TenantClient(nodePostgres({ connectionString: database.url }), {
      secret: newSecret(id),
    });
    const read = withTenant({ organizationId: acme.id }, () =>
      client.query('select name from projects'),
    );
    await expect(read).rejects.toMatchObject({ code: 'CONTEXT_SIGNATURE' });
    await client.close();
  });

  test('the keys cannot be read', async () => {
    for (const text of ['select * from app.context_keys', 'select id from app.context_keys']) {
      await expect(attacker.query(text)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('the keys are in nothing that a session can have printed', async () => {
    const printed: string[] = [];
    const listener = (notice: { message?: string | undefined }) =>
      void printed.push(JSON.stringify(notice));
    attacker.on('notice', listener);
    await attacker.query(`set client_min_messages = debug5; set debug_print_plan = on;
      set debug_print_rewritten = on; set debug_print_parse = on`);
    await attacker.query('discard plans');
    await seen(signed(message()));
    await attacker.query('reset all');
    attacker.removeListener('notice', listener);
    const text = printed.join('\n');
    expect(text).toContain('context_keys');
    const block = Buffer.concat([key, Buffer.alloc(32)]);
    for (const pad of [0x36, 0x5c]) {
      const bytes = block.map((byte) => byte ^ pad);
      expect(text).not.toContain(Buffer.from(bytes).toString('hex').slice(0, 16));
      expect(text).not.toContain([...bytes.subarray(0, 8)].join(' '));
    }
  });

  test('of two keys both are good, a third one ends the first', async () => {
    const [second, third] = [newSecret('second'), newSecret('third')];
    const read = async (by: string) => {
      const client = new TenantClient(nodePostgres({ connectionString: database.url }), {
        secret: by,
      });
      try {
        const { rows } = await withTenant({ organizationId: acme.id }, () =>
          client.query('select name from projects'),
        );
        return rows.length;
      } finally {
        await client.close();
      }
    };
    await database.admin(contextKeySql(second));
    expect([await read(secret), await read(second)]).toEqual([3, 3]);
    await database.admin(contextKeySql(third));
    expect([await read(second), await read(third)]).toEqual([3, 3]);
    await expect(read(secret)).rejects.toMatchObject({ code: 'CONTEXT_SIGNATURE' });
    await database.admin(contextKeySql(secret));
  });
});

describe('a database whose RLS is compiled without signatures', () => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
    const script = compileRls({ schema: tables, signed: false });
    await database.admin(`drop function app.context() cascade; ${script}`);
  });
  afterAll(() => database.close());

  test('is open to what an injected statement calls itself: the attack of the contract can succeed', async () => {
    const client = database.client({ secret: undefined });
    const attack = withTenant({ organizationId: acme.id }, () =>
      client.query(`do $$ declare stolen text; begin
        perform set_config('app.context', replace(current_setting('app.context'), '${acme.id}', '${globex.id}'), true);
        select string_agg(name, ',') into stolen from projects;
        raise exception '%', stolen;
      end $$`),
    );
    await expect(attack).rejects.toThrow('Globex 1');
    await client.close();
  });

  test('is refused by a client that has a secret, and the other way round', async () => {
    const client = database.client();
    const read = withTenant({ organizationId: acme.id }, () => client.query('select 1'));
    await expect(read).rejects.toMatchObject({ code: 'CONTEXT_SECRET' });
    await client.close();
  });
});

describe('signing', () => {
  afterEach(() => vi.useRealTimers());

  test('happens once a context, and again before it expires', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const encode = contextEncoder('startkit_app', { id, key });
    const acmes = context(acme.id);
    const first = encode(acmes);
    expect(encode(acmes)).toBe(first);
    expect(encode(context(globex.id))).not.toBe(first);
    vi.advanceTimersByTime((lifetime / 2 - 1) * 1000);
    expect(encode(acmes)).toBe(first);
    vi.advanceTimersByTime(2000);
    expect(encode(acmes)).not.toBe(first);
  });

  test.each([
    '',
    'id',
    'id.short',
    `.${'a'.repeat(43)}`,
    `a b.${'a'.repeat(43)}`,
    `id.${'a'.repeat(44)}`,
  ])('refuses the secret %j without repeating it', (text) => {
    expect(() => parseContextSecret(text)).toThrow('32 bytes in base64url');
    if (text !== '' && text !== 'id') expect(() => parseContextSecret(text)).not.toThrow(text);
  });
});

test('a secret that cannot be had fails each statement of a transaction, and nothing is sent', async () => {
  const database = await serverDatabase('node-postgres');
  let asked = 0;
  const client = database.client({
    max: 1,
    secret: async () => {
      asked += 1;
      if (asked <= 2) throw new Error('the vault is closed');
      return secret;
    },
  });
  const inAcme = <T>(fn: () => T | PromiseLike<T>) => withTenant({ organizationId: acme.id }, fn);
  const add = `insert into projects (name) values ('unsigned')`;
  const work = inAcme(() =>
    client.transaction(async (tx) => {
      await tx.query(add).catch(() => {});
      await tx.query(add);
    }),
  );
  await expect(work).rejects.toThrow('the vault is closed');
  const { rows } = await inAcme(() => client.query('select name from projects'));
  expect(rows).toHaveLength(3);
  await client.close();
  await database.close();
});
