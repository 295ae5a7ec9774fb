import { describe, expect, test } from 'vitest';
import { check, type ExpectedPolicy } from '../../../src/check.ts';
import { onSafeDatabase, type Story } from '../break.ts';
import { expecting } from '../expected.ts';

const stories = onSafeDatabase();
const { breaks, accepts } = stories;

const object = 'sales.orders.tenant';

/** As expected, but for one policy of sales.orders. */
const withPolicy =
  (policy: Omit<ExpectedPolicy, 'role'>): NonNullable<Story['config']> =>
  (config, roles) => ({
    ...config,
    expected: expecting(config, roles).expected!.map((access) =>
      access.table === 'sales.orders'
        ? { ...access, policies: [...access.policies, { role: roles.app, ...policy }] }
        : access,
    ),
  });

describe('0004 policy-drift', () => {
  test('what is as it was compiled is no finding', () => accepts({ break: '', config: expecting }));

  test('a policy that is missing', () =>
    breaks('0004', {
      break: 'drop policy tenant on "Ops"."Shift Log"',
      config: expecting,
      expect: [
        { object: '"Ops"."Shift Log".tenant', detail: 'is missing', severity: 'error' },
        { rule: '0003', object: '"Ops"."Shift Log"' },
      ],
    }));

  test('one that lets every row through', () =>
    breaks('0004', {
      break: 'alter policy tenant on sales.orders using (true)',
      config: expecting,
      expect: [
        { object, detail: 'USING true', severity: 'error' },
        { rule: '0020', object },
      ],
    }));

  test.each([
    [
      'using (account_id >= (select public.current_account()))',
      'USING (account_id >= ( SELECT public.current_account() AS current_account))',
    ],
    [
      'using (account_id = (select public.current_account()) and total > 0)',
      'USING ((account_id = ( SELECT public.current_account() AS current_account)) AND (total > (0)::numeric))',
    ],
    [
      'with check (account_id > (select public.current_account()))',
      'WITH CHECK (account_id > ( SELECT public.current_account() AS current_account))',
    ],
  ])('one that says something else: %s', (clause, detail) =>
    breaks('0004', {
      break: `alter policy tenant on sales.orders ${clause}`,
      config: expecting,
      expect: [{ object, detail, severity: 'error' }],
    }),
  );

  test('one that says the same of another function', () =>
    breaks('0004', {
      break: `create schema fake; create function fake.current_account() returns bigint language sql stable return 1;
        alter policy tenant on sales.orders using (account_id = (select fake.current_account()))`,
      config: expecting,
      expect: [{ object }],
      undo: 'drop schema fake cascade',
    }));

  test('one to another role, for another command, restrictive', () =>
    breaks('0004', {
      break: `drop policy staff on sales.orders; create policy staff on sales.orders as restrictive for update to {staff}, {app} using (true) with check (true)`,
      config: expecting,
      expect: [
        {
          object: 'sales.orders.staff',
          detail: 'is restrictive; is for update, not all; is to {app}, {staff}, not {staff}',
          severity: 'error',
        },
      ],
    }));

  test('a table that is not there', () =>
    breaks('0004', {
      break: '',
      config: (config, roles) => ({
        ...config,
        expected: [
          ...expecting(config, roles).expected!,
          {
            table: 'sales.gone',
            policies: [{ name: 'p', role: roles.app, command: 'all', using: 'true' }],
          },
        ],
      }),
      expect: [{ object: 'sales.gone', detail: 'there is no such table, for policy p' }],
      fix: 'create table sales.gone (account_id bigint primary key); alter table sales.gone enable row level security; create policy p on sales.gone to {app} using (true)',
      by: 'superuser',
      undo: 'drop table sales.gone',
    }));

  test('what does not fit the table', () =>
    breaks('0004', {
      break: `create policy extra on sales.orders for select to {app} using (account_id = (select public.current_account()) and total > 5)`,
      config: withPolicy({ name: 'extra', command: 'select', using: 'gone > 5' }),
      expect: [
        {
          object: 'sales.orders.extra',
          detail:
            'USING ((account_id = ( SELECT public.current_account() AS current_account)) AND (total > (5)::numeric)); what was compiled does not fit: column "gone" does not exist',
        },
      ],
      fix: 'alter table sales.orders add gone int; drop policy extra on sales.orders; create policy extra on sales.orders for select to {app} using (gone > 5)',
      undo: 'drop policy extra on sales.orders; alter table sales.orders drop gone',
    }));

  test('all that a policy may say is compared in the server’s own words', () =>
    breaks('0004', {
      break: `create policy extra on sales.orders for update to {app}
        using (account_id = (select public.current_account()) and status in ('open', 'sent') and orders.number like 'A-%'
          and exists (select 1 from sales.customers c where c.id = orders.customer_id and c.account_id = orders.account_id)
          and placed_at + interval '1 day' > now() and coalesce(sent_at, 'infinity') > current_date and total::text <> 'It''s ( x )')
        with check (not (total between 0 and 1) and account_id = (select public.current_account()))`,
      config: withPolicy({
        name: 'extra',
        command: 'update',
        using: `account_id = (select "current_account"()) AND "status" IN ('open','sent') and number like 'A-%' and
          exists (select 1 from sales.customers c where c.id = orders.customer_id and c.account_id = orders.account_id)
          and placed_at+interval '1 day'>now() and coalesce(sent_at,'infinity')>current_date and cast(total as text)!='It''s ( x )'`,
        check: '(not total between 0 and 1) and account_id = (select public.current_account())',
      }),
      // What it reads in a subquery is another rule's.
      expect: [{ rule: '0031', object: 'sales.orders.extra' }],
      fix: 'select 1',
      undo: 'drop policy extra on sales.orders',
    }));

  test('nothing of it is left', async () => {
    await accepts({ break: '', config: expecting });
    expect(await stories.safe.run('select pg_my_temp_schema() as oid')).toEqual([{ oid: 0 }]);
  });

  describe('where no temporary table is to be had', () => {
    const reader = async () => {
      const { safe } = stories;
      await safe.run(
        `set session characteristics as transaction read only; set role ${safe.roles.staff}`,
      );
      try {
        const { findings } = await check(safe.admin, expecting(safe.config, safe.roles));
        return findings.map((finding) => ({
          rule: finding.rule,
          object: finding.object,
          severity: finding.severity,
          detail: finding.detail,
        }));
      } finally {
        await safe.run('reset role; set session characteristics as transaction read write');
      }
    };

    test('policies are compared as text, and a note says so', async () => {
      expect(await reader()).toEqual([
        {
          rule: '0004',
          object: 'policies',
          severity: 'note',
          detail: expect.stringMatching(
            /^were compared as text, without parentheses: permission denied/,
          ),
        },
      ]);
    });

    test('what differs is a warning, what is missing an error', async () => {
      const { safe } = stories;
      await safe.run(`alter policy tenant on sales.orders using (account_id >= (select public.current_account()));
        drop policy staff on sales.customers`);
      try {
        expect(await reader()).toEqual([
          {
            rule: '0004',
            object: 'sales.customers.staff',
            severity: 'error',
            detail: 'is missing',
          },
          {
            rule: '0004',
            object,
            severity: 'warning',
            detail: expect.stringContaining('USING (account_id >='),
          },
          expect.objectContaining({ object: 'policies' }),
        ]);
      } finally {
        await safe.run(`alter policy tenant on sales.orders using (account_id = (select public.current_account()));
          create policy staff on sales.customers for all to ${safe.roles.staff} using (true) with check (true)`);
      }
    });
  });
});
