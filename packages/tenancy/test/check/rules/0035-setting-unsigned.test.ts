import { describe, test } from 'vitest';
import type { TenancyConfig } from '../../../src/check.ts';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
/** The safe database says that nothing is signed; most say nothing. */
const config = ({ signedContext: _, ...rest }: TenancyConfig): TenancyConfig => rest;
const unsigned = {
  object: 'public.current_account()',
  detail: 'gives policies the setting shop.account_id, unverified',
} as const;
const key = 'account_id = (select public.current_account())';
const make = (body: string) => `create or replace function public.current_account() returns bigint
  language plpgsql stable parallel safe ${body}`;
const original = `create or replace function public.current_account() returns bigint
  language sql stable parallel safe set search_path = pg_catalog, pg_temp
  return nullif(current_setting('shop.account_id', true), '')::bigint`;
const settle = `alter function public.current_account() security invoker`;
/** Verified, as far as one can see. */
const signed = make(`set search_path = pg_catalog, pg_temp as $$
  declare token text := current_setting('shop.account_id', true);
  begin
    if sha256(convert_to(token, 'UTF8')) is not null then return token::bigint; end if;
    return null;
  end $$`);

describe('0035 setting-unsigned', () => {
  test('the function that policies ask for the tenant', () =>
    breaks('0035', {
      break: '',
      config,
      expect: [{ ...unsigned, severity: 'warning' }],
      fix: signed,
      by: 'superuser',
      undo: original,
    }));

  test('by way of another function', () =>
    breaks('0035', {
      break: `create function public.my_account() returns bigint language sql stable set search_path = pg_catalog, pg_temp
          return public.current_account();
        alter policy tenant on sales.orders using (account_id = (select public.my_account()))`,
      config,
      expect: [unsigned],
      fix: signed,
      by: 'superuser',
      undo: `${original}; alter policy tenant on sales.orders using (${key}); drop function public.my_account`,
    }));

  test('the policy itself', () =>
    breaks('0035', {
      break: `${signed}; alter policy tenant on sales.orders
        using (account_id = (select nullif(current_setting('shop.account_id', true), '')::bigint))`,
      config,
      expect: [
        { object: 'sales.orders.tenant', detail: 'trusts the setting shop.account_id, unverified' },
      ],
      fix: `alter policy tenant on sales.orders using (${key})`,
      undo: original,
    }));

  test('a flag that opens every tenant', () =>
    breaks('0035', {
      break: `${signed}; alter policy tenant on sales.orders
        using ((select current_setting('shop.root', true)) = 'on' or ${key})`,
      config,
      expect: [
        { object: 'sales.orders.tenant', detail: 'trusts the setting shop.root, unverified' },
        { rule: '0020', object: 'sales.orders.tenant' },
      ],
      fix: `alter policy tenant on sales.orders using (${key})`,
      undo: original,
    }));

  test('one that stands beside the tenant, but not for every row', () =>
    breaks('0035', {
      break: `${signed}; alter policy tenant on sales.orders using (
        (status = 'open' or ${key}) and (select current_setting('shop.root', true)) = 'on')`,
      config,
      expect: [{ object: 'sales.orders.tenant' }],
      fix: `alter policy tenant on sales.orders using (${key})`,
      undo: original,
    }));

  test('not a flag that only says which of the tenant’s own rows', () =>
    accepts({
      break: `${signed}; alter policy tenant on sales.orders using (
        ${key} and (sent_at is null or (select current_setting('shop.with_sent', true)) = 'on'))`,
      config,
      undo: `alter policy tenant on sales.orders using (${key}); ${original}`,
    }));

  test.each([
    ['that verifies it', signed],
    [
      'that reads what only its owner may',
      make(`security definer set search_path = pg_catalog, pg_temp
      as $$ begin return nullif(current_setting('shop.account_id', true), '')::bigint; end $$`),
    ],
  ])('not a function %s', (_, function_) =>
    accepts({
      break: `${function_}; revoke execute on function public.current_account() from public;
        grant execute on function public.current_account() to {app}, {staff}`,
      config: (given) => ({
        ...config(given),
        trustedFunctions: [...(given.trustedFunctions ?? []), 'public.current_account()'],
      }),
      undo: `${settle}; ${original}; grant execute on function public.current_account() to public`,
    }),
  );

  test('not where the configuration says that nothing is signed', () => accepts({ break: '' }));
});
