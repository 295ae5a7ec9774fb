import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0016 materialized-view-reached', () => {
  test.each([
    ['{app}', 'select on internal.totals to {app}'],
    ['public', 'select on internal.totals to public'],
    ['{login}', 'select (total) on internal.totals to {login}'],
    ['{app}', 'select on internal.totals to {app} with grant option'],
  ])('one that %s reads: grant %s', (by, grant) =>
    breaks('0016', {
      break: `grant ${grant}`,
      expect: [
        { object: 'internal.totals', detail: `is read by ${by}`, severity: 'error' },
        ...(grant.endsWith('option') ? [{ rule: '0019', object: 'internal.totals' }] : []),
      ],
    }),
  );

  test('one over a view over a tenant’s table', () =>
    breaks('0016', {
      break: `create materialized view sales.m as select * from sales.order_totals; alter materialized view sales.m owner to {owner};
        grant select on sales.m to {app}`,
      expect: [{ object: 'sales.m' }],
      undo: 'drop materialized view sales.m',
    }));

  test('what the staff granted on', () =>
    breaks('0016', {
      break: `grant usage on schema internal to {staff}; grant select on internal.totals to {staff} with grant option; set role {staff};
        grant select on internal.totals to {app}; reset role`,
      expect: [{ object: 'internal.totals' }],
      undo: 'revoke all on internal.totals from {staff} cascade; revoke usage on schema internal from {staff}',
    }));

  test('not one over what everybody reads', () =>
    accepts({
      break:
        'create materialized view sales.m as select * from public.countries; grant select on sales.m to {app}',
      undo: 'drop materialized view sales.m',
    }));
});
