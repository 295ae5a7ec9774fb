import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0038 trigger-disabled', () => {
  test('a trigger', () =>
    breaks('0038', {
      break: 'alter table sales.orders disable trigger stamp',
      expect: [
        { object: 'sales.orders.stamp', detail: 'the trigger is disabled', severity: 'warning' },
      ],
    }));

  test('one that only replicas fire', () =>
    breaks('0038', {
      break: 'alter table sales.orders enable replica trigger stamp',
      expect: [{ object: 'sales.orders.stamp', detail: 'the trigger is fired in replicas only' }],
    }));

  test('a foreign key, on either side', () =>
    breaks('0038', {
      break: 'alter table sales.order_lines disable trigger all',
      expect: [
        {
          object: 'sales.order_lines.order_lines_account_id_order_id_fkey',
          detail: 'the foreign key is not checked when sales.order_lines changes',
          severity: 'error',
        },
      ],
      by: 'superuser',
    }));

  test('all of a table that others reference', () =>
    breaks('0038', {
      break: 'alter table sales.customers disable trigger all',
      expect: [
        {
          object: 'sales.customers.customers_account_id_fkey',
          detail: 'the foreign key is not checked when sales.customers changes',
        },
        {
          object: 'sales.customers.customers_country_fkey',
          detail: 'the foreign key is not checked when sales.customers changes',
        },
        {
          object: 'sales.orders.orders_account_id_customer_id_fkey',
          detail: 'the foreign key is not checked when sales.customers changes',
        },
      ],
      by: 'superuser',
    }));

  const trigger = `create trigger "Of all" after insert on "Ops"."Shift Log" for each row execute function sales.stamp()`;

  test('of a partitioned table once, of a partition alone by its own name', () =>
    breaks('0038', {
      break: `${trigger}; alter table only "Ops"."Shift Log" disable trigger "Of all";
        alter table "Ops"."Shift Log north" disable trigger "Of all";
        alter table "Ops"."Shift Log south" disable trigger "Of all"`,
      expect: [{ object: '"Ops"."Shift Log"."Of all"' }],
      fix: 'alter table "Ops"."Shift Log" enable trigger "Of all"; alter table "Ops"."Shift Log north" enable trigger "Of all"; alter table "Ops"."Shift Log south" enable trigger "Of all"',
      undo: 'drop trigger "Of all" on "Ops"."Shift Log"',
    }));

  test('of one partition', () =>
    breaks('0038', {
      break: `${trigger}; alter table "Ops"."Shift Log north" disable trigger "Of all"`,
      expect: [{ object: '"Ops"."Shift Log north"."Of all"' }],
      undo: 'drop trigger "Of all" on "Ops"."Shift Log"',
    }));

  test('not one that fires always', () =>
    accepts({
      break: 'alter table sales.orders enable always trigger stamp',
      undo: 'alter table sales.orders enable trigger stamp',
    }));
});
