import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks } = onSafeDatabase();

/** A table of tenants' that refers to customers, who have an id of their own beside the composite key. */
const notes = (columns: string) => `create unique index customers_id on sales.customers (id);
  create table sales.notes (account_id bigint not null, id uuid not null default gen_random_uuid(), customer_id uuid,
    primary key (account_id, id), ${columns});
  alter table sales.notes enable row level security; alter table sales.notes force row level security;
  alter table sales.notes owner to {owner}`;
const undo = 'drop table sales.notes; drop index sales.customers_id';
const customersId = {
  rule: '0013',
  object: 'sales.customers.customers_id',
  severity: 'note',
} as const;

describe('0011 foreign-key-not-composite', () => {
  test('a reference by id alone', () =>
    breaks('0011', {
      break: notes('constraint of foreign key (customer_id) references sales.customers (id)'),
      expect: [
        {
          object: 'sales.notes.of',
          detail: '(customer_id) references sales.customers (id) without the tenant key',
          severity: 'error',
        },
        customersId,
      ],
      undo,
    }));

  test.each([
    'on delete cascade on update cascade deferrable initially deferred',
    'on delete restrict on update restrict deferrable',
    'on delete set null',
    'on delete set default match full',
  ])('the same, %s', (actions) =>
    breaks('0011', {
      break: notes(
        `constraint of foreign key (customer_id) references sales.customers (id) ${actions.replace(/(.*) (match full)/, '$2 $1')}`,
      ),
      expect: [{ object: 'sales.notes.of', severity: 'error' }, customersId],
      undo,
    }),
  );

  test('a tenant key that refers to something else', () =>
    breaks('0011', {
      break: `alter table sales.orders add other bigint not null default 1,
        add constraint of foreign key (other, customer_id) references sales.customers (account_id, id)`,
      expect: [{ object: 'sales.orders.of' }],
      fix: 'alter table sales.orders drop other',
    }));

  test('from the table of the tenants themselves', () =>
    breaks('0011', {
      break: `create unique index customers_id on sales.customers (id); alter table public.accounts add contact uuid,
        add constraint contact foreign key (contact) references sales.customers (id)`,
      expect: [
        {
          object: 'public.accounts.contact',
          detail: '(contact) references sales.customers (id) without the tenant key',
        },
        customersId,
      ],
      undo: 'alter table public.accounts drop contact; drop index sales.customers_id',
    }));

  test('from one partition', () =>
    breaks('0011', {
      break: `create unique index customers_id on sales.customers (id);
        alter table "Ops"."Shift Log north" add constraint "Who's" foreign key (id) references sales.customers (id)`,
      expect: [{ object: `"Ops"."Shift Log north"."Who's"` }, customersId],
      undo: `alter table "Ops"."Shift Log north" drop constraint "Who's"; drop index sales.customers_id`,
    }));

  test('from a partitioned table: once', () =>
    breaks('0011', {
      break: `create unique index customers_id on sales.customers (id);
        alter table "Ops"."Shift Log" add constraint who foreign key (id) references sales.customers (id)`,
      expect: [{ object: '"Ops"."Shift Log".who' }, customersId],
      undo: 'alter table "Ops"."Shift Log" drop constraint who; drop index sales.customers_id',
    }));

  test('where the other table has no key that the tenant is part of: people must make one', () =>
    breaks('0011', {
      break: `create table sales.plans (account_id bigint not null, code uuid primary key);
        create index on sales.plans (account_id);
        alter table sales.plans enable row level security; alter table sales.plans force row level security;
        alter table sales.orders add plan uuid, add constraint plan foreign key (plan) references sales.plans`,
      expect: [
        { object: 'sales.orders.plan' },
        { rule: '0013', object: 'sales.plans.plans_pkey', severity: 'note' },
      ],
      fix: `alter table sales.plans add unique (account_id, code); alter table sales.orders drop constraint plan,
        add constraint plan foreign key (account_id, plan) references sales.plans (account_id, code)`,
      by: 'superuser',
      undo: 'alter table sales.orders drop plan; drop table sales.plans',
    }));

  test('beside one with the tenant key that says something else', () =>
    breaks('0011', {
      break:
        notes(`other uuid, constraint bound foreign key (account_id, other) references sales.customers,
        constraint of foreign key (customer_id) references sales.customers (id)`),
      expect: [{ object: 'sales.notes.of' }, customersId],
      undo,
    }));

  test('not beside one with the tenant key that says the same', () =>
    breaks('0011', {
      break:
        notes(`constraint bound foreign key (customer_id, account_id) references sales.customers (id, account_id),
        constraint of foreign key (customer_id) references sales.customers (id)`),
      expect: [customersId],
      fix: 'drop table sales.notes',
      undo: 'drop index sales.customers_id',
    }));
});
