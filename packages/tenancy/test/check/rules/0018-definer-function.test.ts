import { describe, test } from 'vitest';
import { onSafeDatabase, type Story } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

const pinned = 'set search_path = pg_catalog, pg_temp';
const totals = (
  options = pinned,
) => `create function sales.total(since date) returns numeric language sql stable security definer ${options}
    as 'select sum(total) from sales.orders';
  alter function sales.total owner to {owner}`;
const undo = 'drop function sales.total';
const spy = `create function internal.spy() returns trigger language plpgsql security definer ${pinned}
    as $$ begin return new; end $$;
  alter function internal.spy owner to {owner}`;
const trusted = (signature: string): Pick<Story, 'config'> => ({
  config: ({ trustedFunctions = [], ...config }) => ({
    ...config,
    trustedFunctions: [...trustedFunctions, signature],
  }),
});

describe('0018 definer-function', () => {
  test('a function that everybody may execute, as nobody said otherwise', () =>
    breaks('0018', {
      break: totals(),
      expect: [
        {
          object: 'sales.total(date)',
          detail: 'runs with the rights of {owner} for public',
          severity: 'error',
        },
      ],
      undo,
    }));

  test('one of a schema that tenants may not use, granted to a login', () =>
    breaks('0018', {
      break: `create procedure internal."Purge"(inout n int) language sql security definer ${pinned} as 'select 1';
        alter procedure internal."Purge" owner to {owner}; revoke execute on procedure internal."Purge" from public;
        grant execute on procedure internal."Purge" to {login} with grant option`,
      expect: [
        {
          object: 'internal."Purge"(integer)',
          detail: 'runs with the rights of {owner} for {login}',
        },
        { rule: '0048', object: 'procedure internal."Purge"(INOUT n integer)' },
      ],
      undo: 'drop procedure internal."Purge"',
    }));

  test('an overload of a trusted one', () =>
    breaks('0018', {
      break: `create function public.account_name(bigint) returns text language sql stable security definer ${pinned}
          as 'select name from public.accounts where id = $1';
        alter function public.account_name(bigint) owner to {owner}`,
      expect: [{ object: 'public.account_name(bigint)' }],
      undo: 'drop function public.account_name(bigint)',
    }));

  test('one under an aggregate', () =>
    breaks('0018', {
      break: `create function internal.step(numeric, integer) returns numeric language sql security definer ${pinned} as 'select 1.0';
        alter function internal.step owner to {owner}; revoke execute on function internal.step from public;
        create aggregate sales.peek(integer) (sfunc = internal.step, stype = numeric); alter aggregate sales.peek(integer) owner to {owner}`,
      expect: [
        {
          object: 'internal.step(numeric, integer)',
          detail: 'runs with the rights of {owner} for public, by way of sales.peek(integer)',
        },
      ],
      undo: 'drop aggregate sales.peek(integer); drop function internal.step',
    }));

  test('one under a range type', () =>
    breaks('0018', {
      break: `create function internal.distance(numeric, numeric) returns float8 language sql immutable security definer ${pinned} as 'select 1.0::float8';
        revoke execute on function internal.distance from public; alter function internal.distance owner to {owner};
        create type sales.span as range (subtype = numeric, subtype_diff = internal.distance)`,
      expect: [
        {
          object: 'internal.distance(numeric, numeric)',
          detail: 'runs with the rights of {owner} for the range type sales.span',
        },
      ],
      fix: 'alter function internal.distance security invoker',
      undo: 'drop type sales.span; drop function internal.distance',
    }));

  test.each([
    ['a table that tenants write', 'sales.orders', 'before insert on sales.orders', ''],
    [
      'a partition of one',
      '"Ops"."Shift Log south"',
      'after insert on "Ops"."Shift Log south"',
      '',
    ],
    ['a partitioned one', '"Ops"."Shift Log"', 'after delete on "Ops"."Shift Log"', ''],
    [
      'a view',
      'sales.v',
      'instead of update on sales.v',
      'create view sales.v with (security_invoker) as select count(*) from sales.orders; grant update on sales.v to {app}',
    ],
    [
      'a table behind a cascade',
      'internal.behind',
      'after delete on internal.behind',
      `create table internal.behind (account_id bigint not null, order_id uuid, primary key (account_id, order_id),
         foreign key (account_id, order_id) references sales.orders on delete cascade);
       alter table internal.behind enable row level security; alter table internal.behind force row level security`,
    ],
  ])('a trigger on %s', (_, object, event, first) =>
    breaks('0018', {
      break: `${spy}; ${first}; create trigger "Spy" ${event} for each row execute function internal.spy()`,
      expect: [
        {
          object: 'internal.spy()',
          detail: `runs with the rights of {owner} for the trigger "Spy" on ${object}`,
          severity: 'error',
        },
      ],
      fix: 'alter function internal.spy security invoker',
      undo: `drop function internal.spy cascade; drop view if exists sales.v; drop table if exists internal.behind`,
    }),
  );

  test('an event trigger', () =>
    breaks('0018', {
      break: `create function internal.watch() returns event_trigger language plpgsql security definer ${pinned} as 'begin end';
        create event trigger watch on ddl_command_start execute function internal.watch()`,
      expect: [{ object: 'internal.watch()' }],
      fix: 'drop event trigger watch',
      by: 'superuser',
      undo: 'drop function internal.watch',
    }));

  test.each([
    ['', 'does not say where it looks for names (search_path)', 'error'],
    ["set timezone = 'UTC'", 'does not say where it looks for names (search_path)', 'error'],
    [
      'set search_path = pg_catalog, public',
      'looks for tables and types among temporary ones first: pg_temp is not the last of its search_path',
      'warning',
    ],
    [
      `set search_path = ''`,
      'looks for tables and types among temporary ones first: pg_temp is not the last of its search_path',
      'warning',
    ],
    [
      'set search_path = pg_temp, "Ops"',
      'looks for tables and types among temporary ones first: pg_temp is not the last of its search_path',
      'warning',
    ],
  ] as const)('a trusted one: %s', (options, detail, severity) =>
    breaks('0018', {
      break: totals(options),
      ...trusted('sales.total(date)'),
      expect: [{ object: 'sales.total(date)', detail, severity }],
      undo,
    }),
  );

  test('a trusted one without pg_temp, where tenants make temporary tables', () =>
    breaks('0018', {
      break: `${totals(`set search_path = ''`)}; do $$ begin execute format('grant temporary on database %I to {app}', current_database()); end $$`,
      ...trusted('sales.total(date)'),
      expect: [
        { object: 'sales.total(date)', severity: 'error' },
        { rule: '0032', object: 'database {db}' },
      ],
      undo: `${undo}; do $$ begin execute format('revoke temporary on database %I from {app}', current_database()); end $$`,
    }));

  test('a trusted one that looks where tenants create', () =>
    breaks('0018', {
      break: `create schema "Scratch pad" create table t (account_id bigint primary key); alter table "Scratch pad".t enable row level security;
        alter table "Scratch pad".t force row level security;
        grant create on schema "Scratch pad" to {app}; ${totals('set search_path = pg_catalog, "Scratch pad", public, pg_temp')}`,
      ...trusted('sales.total(date)'),
      expect: [
        {
          object: 'sales.total(date)',
          detail: 'looks for names in "Scratch pad", where {app} may create',
          severity: 'error',
        },
        { rule: '0033', object: 'schema "Scratch pad"' },
      ],
      undo: `${undo}; drop schema "Scratch pad" cascade`,
    }));

  test('a trusted one that calls what looks for names', () =>
    breaks('0018', {
      break: `create function sales.helper() returns int language sql stable as 'select 1';
        create function sales.total(since date) returns int language sql stable security definer begin atomic; select sales.helper(); end;
        alter function sales.total owner to {owner}`,
      ...trusted('sales.total(date)'),
      expect: [{ object: 'sales.total(date)' }],
      undo: 'drop function sales.total, sales.helper',
    }));

  test.each(['sales.total(date)', 'sales.total( date )', '"sales".Total (pg_catalog.date)'])(
    'not a trusted one: %s',
    (signature) => accepts({ break: totals(), ...trusted(signature), undo }),
  );

  test('not a trusted one whose body was parsed when it was made', () =>
    accepts({
      break: `create function sales.total(since date) returns numeric language sql stable security definer
        begin atomic; select sum(total) from sales.orders where public.current_account() > 0; end`,
      ...trusted('sales.total(date)'),
      undo,
    }));

  test('not a trigger on a table that no tenant writes', () =>
    accepts({
      break: `${spy}; create trigger spy before insert on public.countries for each row execute function internal.spy();
        create trigger spy before delete on public.accounts for each row execute function internal.spy()`,
      undo: 'drop function internal.spy cascade',
    }));

  test('nor one that is switched off, which is another rule’s', () =>
    breaks('0018', {
      break: `${spy}; create trigger spy before insert on sales.orders for each row execute function internal.spy();
        alter table sales.orders disable trigger spy`,
      expect: [{ rule: '0038', object: 'sales.orders.spy' }],
      fix: 'select 1',
      undo: 'drop function internal.spy cascade',
    }));

  test('not one that nobody may execute, nor one with the rights of who calls it', () =>
    accepts({
      break: `${totals()}; revoke execute on function sales.total from public;
        create function sales.other() returns numeric language sql as 'select 1.0'`,
      undo: `${undo}; drop function sales.other`,
    }));

  test('not what a superuser’s extension brings', () =>
    accepts({
      break: `create extension citext; create function public.ext() returns int language sql security definer as 'select 1';
        alter extension citext add function public.ext()`,
      undo: 'drop extension citext',
    }));
});
