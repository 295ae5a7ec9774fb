import type { CheckReport } from '../../src/check/run.ts';
import type { Finding } from '../../src/check/finding.ts';
import type { Attempt, Outcome, ProofReport } from '../../src/prove/types.ts';

/** A name as somebody would choose it who may create a table and wants to be read as something else. */
export const hostile = `public."</code><script>alert(1)</script>&'\u001b[31m\u202e]]>\n\r-- x"`;

export function finding(change: Partial<Finding> = {}): Finding {
  return {
    rule: '0001',
    name: 'row-security-off',
    severity: 'error',
    object: 'sales.orders',
    detail: 'row level security is off',
    why: 'Policies of this table are not applied.',
    fix: 'alter table sales.orders enable row level security;',
    ...change,
  };
}

export function checkReport(findings: readonly Finding[]): CheckReport {
  return { findings, rules: ['0001'], tables: 7, server: 'PostgreSQL 18.4', milliseconds: 120 };
}

export function attempt(change: Partial<Attempt> = {}): Attempt {
  return {
    attack: 'select',
    subject: 'member',
    method: 'login',
    object: 'sales.orders',
    outcome: 'blocked',
    answer: '0 rows',
    statement: 'select * from sales.orders where account_id = $1',
    ...change,
  };
}

export function proofReport(
  attempts: readonly Attempt[],
  change: Partial<ProofReport> = {},
): ProofReport {
  const isGood = ({ outcome }: Attempt) => outcome !== 'leak' && outcome !== 'unproved';
  return {
    server: 'PostgreSQL 18.4',
    database: 'shop',
    startedAt: '2026-03-31T10:20:30.000Z',
    milliseconds: 3210,
    subjects: [
      { name: 'member', role: 'shop_app', user: 'shop_login', method: 'login' },
      { name: 'member without context', role: 'shop_app', user: 'shop_app', method: 'set role' },
    ],
    attacks: [
      { name: 'select', title: 'Read rows of the other tenant' },
      { name: 'insert', title: 'Insert a row that belongs to the other tenant' },
    ],
    tables: [
      { table: 'public.accounts', scope: 'organization', unfilled: undefined },
      { table: 'sales.orders', scope: 'tenant', unfilled: undefined },
    ],
    attempts,
    proved: attempts.every(isGood),
    ...change,
  };
}

/** A proof of some size, with every outcome. */
export function manyAttempts(): ProofReport {
  const objects = ['public.accounts', 'sales.customers', 'sales.orders', 'sales.order_lines'];
  const subjects = ['member', 'member without context', 'member with a forged context', 'portal'];
  const attacks = [
    ['select', 'Read rows of the other tenant'],
    ['insert', 'Insert a row that belongs to the other tenant'],
    ['update', 'Change rows of the other tenant'],
    ['move-row', 'Give a row of one’s own to the other tenant'],
    ['truncate', 'Empty the table'],
  ] as const;
  const outcomeOf = (object: string, subject: string, attack: string): Outcome => {
    if (attack === 'truncate' || subject === 'portal') return 'no access';
    if (object === 'sales.orders' && attack === 'move-row' && subject === 'member') return 'leak';
    if (subject === 'member with a forged context' && attack === 'select') return 'accepted';
    if (object === 'sales.order_lines' && attack === 'insert') return 'unproved';
    return 'blocked';
  };
  const answers: Readonly<Record<Outcome, string>> = {
    leak: '1 row changed',
    unproved: '23503: insert or update on table "order_lines" violates foreign key constraint',
    accepted: '2 rows of the other tenant',
    blocked: '42501: new row violates row-level security policy for table "orders"',
    'no access': '42501: permission denied for table orders',
  };
  const attempts = objects.flatMap((object) =>
    subjects.flatMap((subject) =>
      attacks.map(([attack]) => {
        const outcome = outcomeOf(object, subject, attack);
        return attempt({ object, subject, attack, outcome, answer: answers[outcome] });
      }),
    ),
  );
  return proofReport(attempts, {
    subjects: [
      { name: 'member', role: 'shop_app', user: 'shop_login', method: 'login' },
      { name: 'member without context', role: 'shop_app', user: 'shop_login', method: 'login' },
      {
        name: 'member with a forged context',
        role: 'shop_app',
        user: 'shop_app',
        method: 'session authorization',
      },
      { name: 'portal', role: 'shop_portal', user: 'shop_portal', method: 'set role' },
    ],
    attacks: attacks.map(([name, title]) => ({ name, title })),
    tables: [
      ...objects.map((table) => ({ table, scope: 'tenant', unfilled: undefined })),
      {
        table: '"Ops"."Shift Log"',
        scope: 'tenant',
        unfilled:
          '23514: new row violates check constraint "Shift Log_Region_check", for insert into "Ops"."Shift Log"',
      },
      { table: 'public.countries', scope: 'global', unfilled: undefined },
    ],
  });
}
