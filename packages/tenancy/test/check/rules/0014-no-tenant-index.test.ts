import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

const events = (
  after: string,
  partition = '',
) => `create table sales.events (account_id bigint not null, at date not null) ${partition};
  alter table sales.events enable row level security; alter table sales.events force row level security;
  alter table sales.events owner to {owner}; ${after}`;
const day = `create table sales.events_1 partition of sales.events default; alter table sales.events_1 owner to {owner};
  alter table sales.events_1 enable row level security; alter table sales.events_1 force row level security`;
const undo = 'drop table sales.events';

describe('0014 no-tenant-index', () => {
  test('no index at all', () =>
    breaks('0014', {
      break: events(''),
      expect: [
        {
          object: 'sales.events',
          detail: 'no index starts with the tenant key account_id',
          severity: 'warning',
        },
      ],
      undo,
    }));

  test.each(['(at, account_id)', '(account_id) where account_id > 5'])('an index on %s', (on) =>
    breaks('0014', {
      break: events(`create index on sales.events ${on}`),
      expect: [{ object: 'sales.events' }],
      undo,
    }),
  );

  test('an index on what is made of the key, which row level security does not use', () =>
    breaks('0014', {
      break: events('create index made on sales.events (abs(account_id))'),
      expect: [{ object: 'sales.events' }, { rule: '0026', object: 'sales.made' }],
      undo,
    }));

  test('a partitioned table', () =>
    breaks('0014', {
      break: events(day, 'partition by range (at)'),
      expect: [{ object: 'sales.events' }],
      undo,
    }));

  test('not partitions that each have one', () =>
    accepts({
      break: `${events(day, 'partition by range (at)')}; create index on sales.events_1 (account_id, at)`,
      undo,
    }));

  test('not partitions of whole tenants', () =>
    accepts({ break: events(day, 'partition by list (account_id)'), undo }));
});
