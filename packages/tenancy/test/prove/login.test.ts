import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { prove } from '../../src/prove/run.ts';
import type { ProofReport } from '../../src/prove/types.ts';
import { safeDatabase, type SafeDatabase } from '../proof/safe-database.ts';
import { connect, twoAccounts, withLogin } from './support/login.ts';

let safe: SafeDatabase;

beforeAll(async () => {
  safe = await safeDatabase();
  await safe.run(twoAccounts);
});
afterAll(() => safe.close());

describe('through the login of a safe database', () => {
  let report: ProofReport;
  beforeAll(async () => {
    report = await prove({ admin: safe.admin, config: withLogin(safe), connect });
  });

  test('nothing leaks, and nothing is unproved', () => {
    expect(
      report.attempts.filter(({ outcome }) => outcome === 'leak' || outcome === 'unproved'),
    ).toEqual([]);
    expect(report.proved).toBe(true);
  });

  test('tables with rows of two tenants are attacked, of the others it is said why not', () => {
    const [login] = report.logins ?? [];
    expect(login).toMatchObject({
      subject: 'member',
      user: safe.roles.login,
      attacked: ['"Ops"."Shift Log"', 'public.accounts', 'sales.customers', 'sales.orders'],
    });
    expect(login?.passedOver.map(({ table }) => table)).toEqual([
      '"Ops"."Shift Log north"',
      '"Ops"."Shift Log south"',
      'internal.secrets',
      'public.countries',
      'sales.order_lines',
    ]);
  });

  test('a context that any SQL can set is reported as accepted', () => {
    const forged = through(report).filter(
      ({ subject }) => subject === 'member with a forged context',
    );
    expect(forged.filter(({ outcome }) => outcome === 'accepted').length).toBeGreaterThan(4);
  });

  test('what a session keeps is reported', () => {
    expect(
      through(report)
        .filter(({ attack }) => attack === 'poison')
        .map(({ object, outcome }) => [object.replace(`login ${safe.roles.login}: `, ''), outcome]),
    ).toEqual([
      ['a temporary table accounts', 'no access'],
      ['the setting search_path', 'accepted'],
      ['the setting row_security', 'accepted'],
      ['the setting standard_conforming_strings', 'accepted'],
      ['the setting TimeZone', 'accepted'],
      ['the setting DateStyle', 'accepted'],
      ['a prepared statement', 'accepted'],
      ['a held cursor', 'accepted'],
      ['LISTEN', 'accepted'],
      ['an advisory lock', 'accepted'],
    ]);
  });
});

const breaks: readonly (readonly [
  name: string,
  breakIt: (roles: SafeDatabase['roles']) => string,
  mendIt: (roles: SafeDatabase['roles']) => string,
  leaks: readonly string[],
])[] = [
  [
    'a policy that shows everything',
    ({ app }) => `create policy open on sales.orders to ${app} using (true)`,
    () => 'drop policy open on sales.orders',
    [
      'select sales.orders',
      'count sales.orders',
      'update sales.orders',
      'delete sales.orders',
      'insert sales.orders',
    ],
  ],
  [
    'the login is staff as well',
    ({ staff, login }) => `grant ${staff} to ${login} with inherit false`,
    ({ staff, login }) => `revoke ${staff} from ${login}`,
    ['set-role STAFF'],
  ],
  [
    'a context as the login’s default',
    ({ login }) => `alter role ${login} set shop.account_id = '1'`,
    ({ login }) => `alter role ${login} reset shop.account_id`,
    ['select sales.orders'],
  ],
  [
    'temporary tables may be made',
    ({ login }) =>
      `do $$ begin execute format('grant temporary on database %I to ${login}', current_database()); end $$`,
    ({ login }) =>
      `do $$ begin execute format('revoke temporary on database %I from ${login}', current_database()); end $$`,
    ['poison LOGIN: a temporary table accounts'],
  ],
  [
    'a restrictive policy that goes with the role',
    ({ app }) => `alter policy tenant on sales.orders to ${app} using (true);
      create policy restricted on sales.orders as restrictive to ${app}
        using (account_id = (select public.current_account()));
      create policy everybody on sales.orders using (true); grant select on sales.orders to public`,
    ({
      app,
    }) => `alter policy tenant on sales.orders using (account_id = (select public.current_account()));
      drop policy everybody on sales.orders; drop policy restricted on sales.orders;
      revoke select on sales.orders from public; select '${app}'`,
    ['drop-owned APP'],
  ],
];

test.each(breaks)('%s', async (_, breakIt, mendIt, leaks) => {
  const { app, staff, login } = safe.roles;
  const expected = leaks.map((leak) =>
    leak
      .replace('STAFF', `role ${staff}`)
      .replace('APP', `role ${app}`)
      .replace('LOGIN', `login ${login}`),
  );
  await safe.run(breakIt(safe.roles));
  try {
    const attacks = [...new Set(leaks.map((leak) => leak.split(' ')[0] ?? ''))];
    const report = await prove({ admin: safe.admin, config: withLogin(safe), connect, attacks });
    const found = through(report)
      .filter(({ outcome }) => outcome === 'leak')
      .map(({ attack, object }) => `${attack} ${object}`);
    expect(found).toEqual(expect.arrayContaining(expected));
  } finally {
    await safe.run(mendIt(safe.roles));
  }
});

test('where contexts are signed, what a session keeps for the next tenant is a leak', async () => {
  const { signedContext: _, ...config } = withLogin(safe);
  const report = await prove({ admin: safe.admin, config, connect, attacks: ['poison'] });
  const leaks = through(report).filter(({ outcome }) => outcome === 'leak');
  expect(leaks.map(({ object }) => object.replace(/^.*: /, ''))).toContain('a prepared statement');
});

test('a login that cannot connect is unproved', async () => {
  const { subjects = [], ...config } = withLogin(safe);
  const wrong = Object.assign(new URL(safe.appUrl), { password: 'Wr0ngPassword' }).toString();
  const report = await prove({
    admin: safe.admin,
    config: { ...config, subjects: subjects.map((subject) => ({ ...subject, login: wrong })) },
    connect,
    attacks: ['select'],
  });
  expect(through(report).map(({ object, outcome }) => [object, outcome])).toEqual([
    ['login of member', 'unproved'],
  ]);
  expect(JSON.stringify(report)).not.toContain('Wr0ngPassword');
});

test('where no two tenants have rows, it is said that the login attacked none', async () => {
  const empty = await safeDatabase();
  try {
    const report = await prove({ admin: empty.admin, config: withLogin(empty), connect });
    expect(report.proved).toBe(true);
    expect(report.logins).toMatchObject([{ subject: 'member', attacked: [] }]);
    expect(report.logins?.[0]?.passedOver.map(({ table }) => table)).toContain('sales.orders');
    // What a session keeps needs contexts, not rows.
    expect(through(report).map(({ attack }) => attack)).toContain('poison');
  } finally {
    await empty.close();
  }
});

function through({ attempts }: ProofReport): ProofReport['attempts'] {
  return attempts.filter(({ method }) => method === 'login');
}
