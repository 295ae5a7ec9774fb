import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const report = (attribute: string) =>
  `create role {app}_report ${attribute}; grant select on sales.orders to {app}_report;
   grant update (total) on sales.orders to {app}_report; grant select on public.countries to {app}_report`;
const undo = 'drop owned by {app}_report; drop role {app}_report';

describe('0053 role-not-classified', () => {
  test('a login that reads tenants’ rows', () =>
    breaks('0053', {
      break: report('login'),
      expect: [
        {
          object: '{app}_report',
          detail:
            "has SELECT, UPDATE on tables with rows of tenants, and is neither a tenant's role nor a trusted one",
          severity: 'warning',
        },
      ],
      fix: 'revoke all on sales.orders from {app}_report',
      undo,
    }));

  test('a role that one can become', () =>
    breaks('0053', {
      break: `${report('nologin')}; create role {app}_reader login; grant {app}_report to {app}_reader;
        grant select on sales.order_totals to {app}_reader`,
      expect: [{ object: '{app}_reader' }, { object: '{app}_report' }],
      fix: 'drop owned by {app}_report, {app}_reader',
      by: 'superuser',
      undo: 'drop role {app}_reader; drop role {app}_report',
    }));

  test.each([
    ['that nobody can become', report('nologin'), undo],
    [
      'for what everybody may see',
      'create role {app}_report login; grant select on public.countries to {app}_report',
      undo,
    ],
    [
      'that logs in as one of the staff',
      `create role {app}_report login in role {staff}; grant select on sales.orders to {app}_report`,
      undo,
    ],
    ['that is a superuser', report('superuser login'), undo],
  ])('not one %s', (_, sql, back) => accepts({ break: sql, undo: back }));
});
