import { expect, test } from 'vitest';
import type { Outcome } from '../../src/prove/types.ts';
import { proofHtml, proofJson, proofJunit, proofTable, verdictOf } from '../../src/report.ts';
import { attempt, hostile, manyAttempts, proofReport } from './examples.ts';
import { elements, readXml } from './xml.ts';

const blocked = attempt();
const leak = attempt({ outcome: 'leak', attack: 'insert', answer: '1 row' });
const unproved = attempt({ outcome: 'unproved', answer: '23503: no such row' });
const accepted = attempt({ outcome: 'accepted' });

test('a proof is good only when everything was tried and nothing worked', () => {
  expect(verdictOf(proofReport([blocked]))).toBe('proved');
  expect(verdictOf(proofReport([blocked, attempt({ outcome: 'no access' })]))).toBe('proved');
  expect(verdictOf(proofReport([blocked, accepted]))).toBe('excepted');
  expect(verdictOf(proofReport([blocked, unproved]))).toBe('unproved');
  expect(verdictOf(proofReport([blocked, unproved, leak]))).toBe('leaks');
});

test('nor is it where nothing was attacked, a table has no rows, or the prover says so', () => {
  const tables = [{ table: 'sales.lines', scope: 'tenant', unfilled: '23514: no' }];
  const untouchable = attempt({ object: 'sales.lines', outcome: 'no access' });
  expect(verdictOf(proofReport([], { proved: true }))).toBe('unproved');
  expect(verdictOf(proofReport([blocked], { proved: true, tables }))).toBe('unproved');
  expect(verdictOf(proofReport([untouchable], { tables }))).toBe('proved');
  expect(verdictOf(proofReport([blocked], { proved: false }))).toBe('unproved');
  // Whatever the prover says.
  expect(verdictOf(proofReport([leak], { proved: true }))).toBe('leaks');
  expect(verdictOf(proofReport([blocked, unproved], { proved: true }))).toBe('unproved');
});

test('the terminal has the matrix, then what is unproved, then the leaks, then the sum', () => {
  const report = proofReport(
    [blocked, leak, unproved, attempt({ subject: 'member without context' })],
    {
      subjects: [
        { name: 'member', role: 'shop_app', user: 'shop_login', method: 'login' },
        { name: 'member without context', role: 'shop_app', user: 'shop_app', method: 'set role' },
      ],
    },
  );
  const text = proofTable(report, { database: 'shop on localhost:5432' });
  expect(text.split('\nNot covered')[0])
    .toBe(`shop on localhost:5432, PostgreSQL 18.4, 2026-03-31T10:20:30.000Z

  member                  shop_app by shop_login  login
  member without context  shop_app                set role

                 member                 member without
                                        context
public.accounts  not attacked           not attacked
sales.orders     ✗ 1 leak ? 1 unproved  ✓ blocked

  ? unproved   could not be tried, or what came of it says nothing: not counted as safe
  ✗ leak       the attack worked
  ✓ blocked    the database refused it, or gave nothing

Unproved
  sales.orders
    Read rows of the other tenant, as member: 23503: no such row
      select * from sales.orders where account_id = $1

Leaks
  sales.orders
    Insert a row that belongs to the other tenant, as member: 1 row
      select * from sales.orders where account_id = $1
`);
  expect(proofTable(report)).toMatch(
    /\nTenants are not isolated\. 4 attacks on 1 object as 2 subjects: 1 unproved, 1 leak, 2 blocked\.\n$/,
  );
});

test('the terminal says why a table has no rows, and what was accepted', () => {
  const tables = [{ table: 'sales.lines', scope: 'tenant', unfilled: '23514: no' }];
  const text = proofTable(proofReport([accepted], { tables }));
  expect(text).toContain('Unproved\n  sales.lines\n    has no rows: 23514: no\n');
  expect(text).toContain(
    '\nAccepted beforehand\n  Read rows of the other tenant, as member: on 1 object\n',
  );
  expect(text).toMatch(/sales\.lines +\? no rows/);
});

test('what SET ROLE leaves out, which roles and tables nobody tried: said', () => {
  const text = proofTable(proofReport([blocked]), { trustedRoles: ['shop_staff'] });
  expect(text).toContain('Tried by SET ROLE only, not as a login: member without context.');
  expect(text).toContain('Tables that nobody attacked: public.accounts.');
  expect(text).toContain('shop_staff');
});

test('what was attacked through logins themselves is said, and what was not', () => {
  const logins = [
    {
      subject: 'member without context',
      user: 'shop_login',
      attacked: ['public.accounts'],
      passedOver: [{ table: 'sales.orders', why: 'it has no rows of two tenants' }],
    },
  ];
  const report = proofReport([blocked], { logins });
  const text = proofTable(report);
  expect(text).not.toContain('Tried by SET ROLE only');
  expect(text.replaceAll(/\s+/g, ' ')).toContain(
    'Not attacked through the login shop_login of member without context itself, but in the admin’s transaction: sales.orders (it has no rows of two tenants).',
  );
  const page = textOf(proofHtml(report));
  expect(page).toContain('sales.orders : it has no rows of two tenants');
  expect((JSON.parse(proofJson(report)) as { logins: unknown }).logins).toEqual(logins);
});

test('a name cannot give the terminal orders', () => {
  const bad = attempt({ object: hostile, subject: hostile, answer: hostile, outcome: 'leak' });
  expect(proofTable(proofReport([bad]))).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
});

test('JSON has the documented shape', () => {
  const report = proofReport([blocked, leak]);
  expect(JSON.parse(proofJson(report, { database: 'shop on localhost' }))).toEqual({
    schema: 'startkit.tenancy.prove',
    schemaVersion: 1,
    ok: false,
    verdict: 'leaks',
    database: 'shop on localhost',
    server: report.server,
    startedAt: report.startedAt,
    milliseconds: report.milliseconds,
    counts: { unproved: 0, leak: 1, accepted: 0, blocked: 1, 'no access': 0 },
    subjects: report.subjects,
    logins: [],
    attacks: report.attacks,
    tables: report.tables.map((table) => ({ ...table, unfilled: null })),
    attempts: [
      { ...blocked, variant: null },
      { ...leak, variant: null },
    ],
    notCovered: expect.arrayContaining([expect.stringContaining('SET ROLE')]) as unknown,
  });
});

test('JUnit: a leak is a failure, what is unproved an error, and neither is skipped', () => {
  const tables = [{ table: 'sales.lines', scope: 'tenant', unfilled: '23514: no' }];
  const bad = attempt({ ...leak, object: hostile, answer: hostile });
  const xml = readXml(
    proofJunit(proofReport([blocked, bad, unproved, accepted], { tables }), { database: 'shop' }),
  );
  expect(xml.attributes).toMatchObject({ tests: '5', failures: '1', errors: '2' });
  expect(elements(xml, 'testsuite').map(({ attributes }) => attributes['name'])).toEqual([
    'Rows to attack',
    'Read rows of the other tenant',
    'Insert a row that belongs to the other tenant',
  ]);
  expect(elements(xml, 'failure')[0]!.text).toContain('<script>');
  expect(elements(xml, 'error').map(({ text }) => text)).toEqual([
    '23514: no',
    expect.stringContaining('23503: no such row') as unknown,
  ]);
  expect(elements(xml, 'system-out')[0]!.text).toContain('accepted beforehand');
});

test('JUnit: where nothing was attacked, that is an error', () => {
  const xml = readXml(proofJunit(proofReport([], { proved: true })));
  expect(xml.attributes).toMatchObject({ tests: '1', errors: '1' });
});

test('the page loads nothing, runs nothing, and shows what objects are called', () => {
  const all = {
    object: hostile,
    subject: hostile,
    variant: hostile,
    answer: hostile,
    statement: hostile,
  };
  const page = proofHtml(
    proofReport([attempt({ ...all, outcome: 'leak' }), attempt({ ...all, outcome: 'unproved' })], {
      database: hostile,
      server: hostile,
      startedAt: hostile,
      subjects: [{ name: hostile, role: hostile, user: hostile, method: 'set role' }],
      attacks: [{ name: 'select', title: hostile }],
      tables: [{ table: hostile, scope: hostile, unfilled: hostile }],
    }),
    { database: hostile, configFile: hostile, trustedRoles: [hostile] },
  );
  expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|https?:|\son\w+=/i);
  expect(page).toContain('datetime="public.&quot;&lt;/code&gt;');
  expect(page).toContain(`default-src 'none'`);
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#39;');
  expect(page).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
});

test('the page has what an auditor asks: what, when, where, who and how', () => {
  const page = textOf(
    proofHtml(manyAttempts(), {
      database: 'shop on db.example.com:5432 as owner',
      configFile: 'tenancy.config.ts',
    }),
  );
  for (const text of [
    'shop on db.example.com:5432 as owner',
    '2026-03-31 10:20:30 UTC',
    'PostgreSQL 18.4',
    'Tenants are not isolated',
    'shop_portal',
    'SET SESSION AUTHORIZATION',
    'RESET ROLE leads that login to itself, here it leads to the admin',
    'Give a row of one’s own to the other tenant',
    '42501: permission denied for table orders',
    'What this does not cover',
    'tenancy.config.ts',
  ]) {
    expect(page).toContain(text);
  }
});

test('the page says what is not proved first, and in no safe color', () => {
  const page = proofHtml(manyAttempts());
  const places = ['id="unproved"', 'id="leaks"', 'id="accepted"', 'id="matrix"'].map((id) =>
    page.indexOf(id),
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  const annex = page.slice(page.indexOf('id="annex"'));
  const ofLines = annex.slice(annex.indexOf('sales.order_lines</h3>'));
  expect(ofLines.indexOf('>unproved<')).toBeLessThan(ofLines.indexOf('>accepted<'));
  expect(ofLines.indexOf('>accepted<')).toBeLessThan(ofLines.indexOf('>blocked<'));
  const chips = [...page.matchAll(/class="chip (\w+)"\s*><span aria-hidden="true">(\S)/g)];
  const classOf = new Map(chips.map(([, style, symbol]) => [symbol, style]));
  expect(Object.fromEntries(classOf)).toEqual({
    '?': 'doubt',
    '✗': 'bad',
    '!': 'known',
    '✓': 'good',
    '–': 'quiet',
  });
});

test.each<[Outcome, string, string]>([
  ['blocked', 'good', 'Isolation held'],
  ['accepted', 'known', 'Isolation held, with exceptions that were stated beforehand'],
  ['unproved', 'doubt', 'Isolation is not proved'],
  ['leak', 'bad', 'Tenants are not isolated'],
])('the page’s verdict on %s', (outcome, tone, title) => {
  const page = proofHtml(proofReport([blocked, attempt({ outcome })]));
  expect(page).toContain(`class="verdict ${tone}"`);
  expect(page).toContain(`<strong>${title}</strong>`);
});

/** What is read: without tags, with spaces as a browser shows them. */
function textOf(page: string): string {
  return page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}
