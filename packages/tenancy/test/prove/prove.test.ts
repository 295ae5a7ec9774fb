import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Queryable } from '../../src/check.ts';
import { prove, type ProofReport, type ProveOptions } from '../../src/prove.ts';
import { safeDatabase, type SafeDatabase } from '../proof/safe-database.ts';
import { differences, dump } from './support/dump.ts';
import { connect, twoAccounts, withLogin } from './support/login.ts';

let safe: SafeDatabase;

beforeAll(async () => {
  safe = await safeDatabase();
  await safe.run(twoAccounts);
});
afterAll(() => safe.close());

const proved = (options?: Partial<ProveOptions>) =>
  prove({ admin: safe.admin, config: safe.config, ...options });

const open = ({ attempts }: ProofReport) =>
  attempts.filter(({ outcome }) => outcome === 'leak' || outcome === 'unproved');

describe('a safe database', () => {
  let report: ProofReport;
  beforeAll(async () => {
    report = await proved();
  });

  test('is proved', () => {
    expect(open(report)).toEqual([]);
    expect(report.proved).toBe(true);
  });

  test('every attack was tried on every table that it is about, as everybody', () => {
    const names = new Set(report.attempts.map(({ attack }) => attack));
    const silent = report.attacks.map(({ name }) => name).filter((name) => !names.has(name));
    // Sessions are poisoned through logins, which nobody gave; no view of it can be written.
    expect(silent).toEqual(['view-write', 'poison']);
    const selected = report.attempts.filter(({ attack }) => attack === 'select');
    expect(new Set(selected.map(({ object }) => object))).toEqual(
      new Set(
        report.tables.map(({ table }) => table).filter((table) => table !== 'public.countries'),
      ),
    );
  });

  test('a refusal is told from a right that was never granted', () => {
    const outcome = (attack: string, object: string) =>
      report.attempts.find(
        (attempt) =>
          attempt.attack === attack && attempt.object === object && attempt.subject === 'member',
      )?.outcome;
    expect(outcome('insert', 'sales.orders')).toBe('blocked');
    expect(outcome('insert', 'public.accounts')).toBe('no access');
    expect(outcome('select', 'internal.secrets')).toBe('no access');
  });

  test('a forged context works where nothing is signed, and is said to', () => {
    const forged = report.attempts.filter(
      ({ subject, outcome }) =>
        subject === 'member with a forged context' && outcome === 'accepted',
    );
    expect(forged.map(({ variant }) => variant)).toContain('other ids');
  });

  test('who attacked, and how the session became theirs', () => {
    expect(report.subjects[0]).toEqual({
      name: 'member',
      role: safe.roles.app,
      user: safe.roles.login,
      method: 'session authorization',
    });
  });

  test('no value of a row is in the report', () => {
    expect(/prove-(own|foreign)-/.exec(JSON.stringify(report))).toBeNull();
  });
});

describe('nothing is left behind', () => {
  const unchanged = async (work: () => Promise<unknown>) => {
    const before = [await dump(safe.admin), await session()] as const;
    await work();
    expect(differences(before[0], await dump(safe.admin))).toEqual([]);
    expect(await session()).toEqual(before[1]);
  };
  const session = () =>
    safe.run(`select current_user, session_user, current_setting('search_path') as path,
      current_setting('statement_timeout') as timeout, txid_current_if_assigned() as transaction`);

  test('by a run, also through the login', async () => {
    await unchanged(() => proved({ config: withLogin(safe), connect }));
  });

  test('by a run on a broken database', async () => {
    const { app, login } = safe.roles;
    await safe.run(`alter table sales.orders disable row level security;
      grant truncate on sales.orders to ${app}; grant create on schema public to ${app};
      alter table sales.order_lines owner to ${app}; alter role ${login} createrole`);
    try {
      await unchanged(async () => {
        expect((await proved()).proved).toBe(false);
      });
    } finally {
      await safe.run(`alter table sales.orders enable row level security;
        revoke truncate on sales.orders from ${app}; revoke create on schema public from ${app};
        alter table sales.order_lines owner to ${safe.roles.owner};
        grant select, insert, update, delete on sales.order_lines to ${app}; alter role ${login} nocreaterole`);
    }
  });

  test('by a run that is aborted', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const options: Partial<ProveOptions> = {
      signal: abort.signal,
      onProgress: ({ attack }) => {
        if (attack === 'count') abort.abort(reason);
      },
    };
    await unchanged(() => expect(proved(options)).rejects.toBe(reason));
  });

  test('by a run that fails', async () => {
    const failing: Queryable = {
      query: (text, values) =>
        text.includes('truncate sales.orders')
          ? Promise.reject(new Error('the line is cut'))
          : safe.admin.query(text, values),
    };
    await unchanged(() => expect(proved({ admin: failing })).rejects.toThrow('the line is cut'));
  });

  test('a connection that ends is an error, and the server has rolled back', async () => {
    const admin = new pg.Client({ connectionString: safe.url });
    admin.on('error', () => {});
    await admin.connect();
    const [backend] = (await admin.query('select pg_backend_pid() as pid')).rows as {
      pid: number;
    }[];
    const before = await dump(safe.admin);
    const run = prove({
      admin,
      config: safe.config,
      onProgress: ({ attack }) => {
        if (attack === 'count')
          void safe.run(`select pg_terminate_backend(${backend?.pid})`).catch(() => {});
      },
    });
    await expect(run).rejects.toThrow('The session was lost');
    await admin.end().catch(() => {});
    expect(differences(before, await dump(safe.admin))).toEqual([]);
  });
});

test('one table that cannot be attacked ends nothing else', async () => {
  await safe.run(`create function sales.boom() returns boolean language plpgsql as
      $$ begin raise exception 'boom'; end $$;
    alter policy tenant on sales.order_lines using (sales.boom())`);
  try {
    const report = await proved({ attacks: ['select', 'count'] });
    const found = open(report).map(({ object, outcome }) => `${outcome} ${object}`);
    expect(new Set(found)).toEqual(new Set(['unproved sales.order_lines']));
  } finally {
    await safe.run(`alter policy tenant on sales.order_lines using (account_id = (select public.current_account()));
      drop function sales.boom()`);
  }
});

test('a subject that cannot enter is unproved, and the others attack', async () => {
  const [member] = safe.config.subjects ?? [];
  const subjects = [
    { ...member!, name: 'nobody', enter: () => [{ text: 'select nonsense' }] },
    { ...member!, name: 'lost', role: 'no_such_role' },
    { ...member!, name: 'admin', enter: () => [{ text: 'reset session authorization' }] },
    member!,
  ];
  const report = await proved({
    config: { ...safe.config, subjects },
    attacks: ['select', 'reset'],
  });
  const outcomes = (name: string) =>
    new Set(
      report.attempts.filter(({ subject }) => subject === name).map(({ outcome }) => outcome),
    );
  expect(outcomes('nobody')).toEqual(new Set(['unproved']));
  expect(outcomes('lost')).toEqual(new Set(['unproved']));
  expect(outcomes('admin')).toEqual(new Set(['unproved']));
  expect(outcomes('member')).toEqual(new Set(['blocked', 'no access']));
});

test('an owner who is no superuser proves the same by SET ROLE, and says so', async () => {
  const admin = new pg.Client({ connectionString: safe.ownerUrl });
  await admin.connect();
  try {
    const before = await dump(safe.admin);
    const report = await prove({ admin, config: safe.config });
    expect(report.subjects[0]).toMatchObject({ method: 'set role', user: safe.roles.app });
    // Foreign keys keep rows from being deleted: their owner drops them for the attack.
    expect(open(report)).toEqual([]);
    expect(differences(before, await dump(safe.admin))).toEqual([]);
  } finally {
    await admin.end();
  }
});

test('progress is told before each attack, and comes to its end', async () => {
  const told: number[] = [];
  let total = 0;
  await proved({
    attacks: ['select', 'count'],
    onProgress: (progress) => {
      told.push(progress.done);
      total = progress.total;
    },
  });
  expect(told).toEqual([...Array(total).keys()]);
});
