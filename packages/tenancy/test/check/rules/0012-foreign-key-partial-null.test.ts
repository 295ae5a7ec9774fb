import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

const shipments = (constraints: string, line = 'smallint') => `create table sales.shipments (
    account_id bigint not null, id uuid not null, order_id uuid, line ${line}, primary key (account_id, id), ${constraints});
  alter table sales.shipments enable row level security; alter table sales.shipments force row level security;
  alter table sales.shipments owner to {owner}`;
const undo = 'drop table sales.shipments';
const lines = 'constraint of foreign key (account_id, order_id, line) references sales.order_lines';

describe('0012 foreign-key-partial-null', () => {
  test('two columns besides the key that may be NULL', () =>
    breaks('0012', {
      break: shipments(lines),
      expect: [
        {
          object: 'sales.shipments.of',
          detail: '(order_id, line) is not checked where order_id or line is NULL',
          severity: 'warning',
        },
      ],
      undo,
    }));

  test('one of two', () =>
    breaks('0012', {
      break: shipments(lines, 'smallint not null'),
      expect: [
        {
          object: 'sales.shipments.of',
          detail: '(order_id, line) is not checked where order_id is NULL',
        },
      ],
      undo,
    }));

  const withOrder = (constraints: string) =>
    shipments(constraints).replace('order_id uuid,', 'order_id uuid not null,');

  test('what stays filled, unless it has a foreign key of its own', async () => {
    await breaks('0012', {
      break: withOrder(lines),
      expect: [
        {
          object: 'sales.shipments.of',
          detail: '(order_id, line) is not checked where line is NULL',
        },
      ],
      undo,
    });
    const own = 'foreign key (account_id, order_id) references sales.orders';
    await accepts({ break: withOrder(`${lines}, ${own}`), undo });
  });

  test('a check that says nothing of NULL', () =>
    breaks('0012', {
      break: shipments(`${lines}, check (order_id::text <> line::text)`),
      expect: [{ object: 'sales.shipments.of' }],
      undo,
    }));

  test('not one column besides the key: NULL is no reference', () =>
    accepts({
      break: shipments('foreign key (account_id, order_id) references sales.orders'),
      undo,
    }));

  const beside = 'foreign key (account_id, order_id) references sales.orders';
  const orderIsThere = (constraints: string) =>
    shipments(constraints).replace('order_id uuid,', 'order_id uuid not null,');

  test('not one that may be NULL, where the other has a foreign key of its own', () =>
    accepts({ break: orderIsThere(`${lines}, ${beside}`), undo }));

  test('one that may be NULL, where the other has none', () =>
    breaks('0012', {
      break: orderIsThere(lines),
      expect: [
        {
          object: 'sales.shipments.of',
          detail: '(order_id, line) is not checked where line is NULL',
        },
      ],
      undo,
    }));

  test('two that may be NULL, whatever foreign key the one has', () =>
    breaks('0012', {
      break: shipments(`${lines}, ${beside}`),
      expect: [{ object: 'sales.shipments.of' }],
      undo,
    }));

  test.each([
    'check (num_nulls(order_id, line) <> 1)',
    'check ((order_id is null) = (line is null))',
  ])('not where a constraint says that all are NULL or none: %s', (check) =>
    accepts({ break: shipments(`${lines}, ${check}`), undo }),
  );

  test('not MATCH FULL', () => accepts({ break: shipments(`${lines} match full`), undo }));

  test('not columns that are never NULL', () =>
    accepts({
      break: `create domain sales.id as uuid not null; ${shipments(lines, 'smallint not null').replace('order_id uuid,', 'order_id sales.id,')}`,
      undo: `${undo}; drop domain sales.id`,
    }));
});
