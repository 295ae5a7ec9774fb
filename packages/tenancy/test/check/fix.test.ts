import { afterAll, beforeAll, expect, test } from 'vitest';
import { check } from '../../src/check.ts';
import { fixScripts } from '../../src/check/fix.ts';
import { refusesTransaction, statementsOf } from '../../src/check/statements.ts';
import { safeDatabase, type SafeDatabase } from '../proof/safe-database.ts';
import { finding, hostile } from '../report/examples.ts';

const context = {
  database: 'shop on localhost:5432',
  server: 'PostgreSQL 18.4',
  day: '2026-03-31',
};

let safe: SafeDatabase;
beforeAll(async () => {
  safe = await safeDatabase();
});
afterAll(() => safe.close());

test('a fix stands under what it mends, once', () => {
  const force = 'alter table sales.orders force row level security;';
  const scripts = fixScripts(
    [
      finding(),
      finding({ detail: 'again' }),
      finding({ rule: '0002', name: 'not-forced', object: 'sales.orders', fix: force }),
      finding({
        rule: '0006',
        name: 'not-classified',
        fix: undefined,
        detail: 'is not classified',
      }),
    ],
    context,
  );
  expect(scripts).toEqual({
    statements: 2,
    withoutFix: 1,
    noTransaction: undefined,
    transaction: `-- Proposed by \`tenancy check --fix\` for shop on localhost:5432 (PostgreSQL 18.4), 2026-03-31.
-- 4 findings of rules 0001, 0002, 0006.
-- Nothing of it has been run. Read every statement: a fix knows the catalogs, not what you mean.
-- Run it in one transaction.

-- 0001 row-security-off (error) sales.orders: row level security is off
-- 0001 row-security-off (error) sales.orders: again
alter table sales.orders enable row level security;
--> statement-breakpoint

-- 0002 not-forced (error) sales.orders: row level security is off
${force}
--> statement-breakpoint

-- Only people can mend these:
-- 0006 not-classified (error) sales.orders: is not classified
--   Policies of this table are not applied.
`,
  });
});

test('what cannot run in a transaction is in a file that the runner knows by its first line', () => {
  const index = 'create index concurrently on sales.orders (account_id)';
  const both = `${index}; alter table sales.orders force row level security;`;
  const { transaction, noTransaction = '' } = fixScripts([finding({ fix: both })], context);
  expect(sqlOf(transaction)).toEqual(['alter table sales.orders force row level security']);
  expect(sqlOf(noTransaction)).toEqual([index]);
  // As packages/database/src/migrations/runner/registry.ts reads it.
  const [firstLine = ''] = noTransaction.split('\n', 1);
  expect(firstLine).toMatch(/^\s*--\s*startkit:\s*no-transaction\s*$/);
  expect(noTransaction).toContain('sales.orders: row level security is off');
});

test('a name cannot get out of the comment that it stands in', () => {
  const bad = `x\n; drop table sales.orders; --\r\n\u2028*/ drop table sales.customers;`;
  const scripts = fixScripts([finding({ object: bad, detail: hostile, fix: undefined })], {
    ...context,
    database: bad,
  });
  expect(sqlOf(scripts.transaction)).toEqual([]);
  expect(scripts.transaction.split(/\r|\n/).every((line) => /^(--|$)/.test(line))).toBe(true);
});

test('a fix that the runner would cut in two is left to people', () => {
  const fix = 'alter table "a--> statement-breakpoint" enable row level security;';
  const { transaction, withoutFix } = fixScripts([finding({ fix })], context);
  expect(withoutFix).toBe(1);
  expect(sqlOf(transaction)).toEqual([]);
});

test('where a statement ends is not what stands in quotes or comments', () => {
  const sql = `select ';' ";", E'\\';', $$;$$, $a$;$$;$a$ -- ;
    /* ; */ ; ; -- nothing
    do $body$ begin perform 1; end $body$; select a$b$, 1`;
  expect(statementsOf(sql).map(({ text }) => text.replaceAll(/\s+/g, ' '))).toEqual([
    `select ';' ";", E'\\';', $$;$$, $a$;$$;$a$ -- ; /* ; */`,
    `-- nothing do $body$ begin perform 1; end $body$`,
    'select a$b$, 1',
  ]);
});

test.each([
  ['create index concurrently i on t (a)', true],
  ['CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)', true],
  ['drop index concurrently i', true],
  ['refresh materialized view concurrently v', true],
  ['alter table t detach partition p concurrently', true],
  ['vacuum t', true],
  ['alter system set a = 1', true],
  ['drop database d', true],
  ['create index i on t (a)', false],
  ['create index "concurrently" on t (a)', false],
  [`comment on table t is 'create index concurrently'`, false],
  ['alter table t enable row level security', false],
])('%s: whether the server refuses it in a transaction', async (sql, refuses) => {
  expect(statementsOf(sql).map(refusesTransaction)).toEqual([refuses]);
  if (!refuses) return;
  await safe.run('begin');
  const said = await safe.run(sql).catch((error: Error) => error.message);
  await safe.run('rollback');
  // Before it looks whether the object is there at all, or after: it never runs.
  expect(said).toMatch(/cannot run inside a transaction block|does not exist/);
});

test('the fixes of a broken database, run as they are written, mend it', async () => {
  await safe.run(`alter table sales.orders disable row level security;
    alter table sales.customers no force row level security; drop index sales.orders_customer_idx`);
  const { findings } = await check(safe.admin, safe.config);
  const fixable = findings.filter(({ fix }) => fix !== undefined);
  expect(fixable.length).toBeGreaterThan(1);
  const scripts = fixScripts(findings, context);
  await safe.run(`begin; ${scripts.transaction} commit`);
  for (const sql of sqlOf(scripts.noTransaction ?? '')) await safe.run(sql);
  const { findings: left } = await check(safe.admin, safe.config);
  expect(left).toEqual(findings.filter(({ fix }) => fix === undefined));
});

/** The statements of a script, as a runner cuts it. */
function sqlOf(script: string): readonly string[] {
  return script.split('--> statement-breakpoint').flatMap((part) => {
    const lines = part.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('--'));
    return lines.length === 0 ? [] : [lines.join('\n').replace(/;$/, '')];
  });
}
