import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const restrictive = (roles: string, name = 'open') =>
  `create policy "${name}" on sales.orders as restrictive for select to ${roles} using (status <> 'sent')`;
const undo = 'drop policy "open" on sales.orders';

describe('0030 policy-roles-differ', () => {
  test('a permissive policy to everybody beside a restrictive one to the app', () =>
    breaks('0030', {
      break: `${restrictive('{app}')}; alter policy tenant on sales.orders to public`,
      expect: [
        {
          object: 'sales.orders.tenant',
          detail: 'lets public in, while a restrictive policy names {app}',
          severity: 'error',
        },
      ],
      undo,
    }));

  test('one to a role that the app is a member of', () =>
    breaks('0030', {
      break: `create role {app}_all; grant {app}_all to {app}; ${restrictive('{app}')};
        alter policy tenant on sales.orders to {app}_all`,
      expect: [
        {
          object: 'sales.orders.tenant',
          detail: 'lets {app}_all in, while a restrictive policy names {app}',
        },
      ],
      undo: `${undo}; revoke {app}_all from {app}; drop role {app}_all`,
    }));

  test('a restrictive policy to a login, whose role is let in', () =>
    breaks('0030', {
      break: restrictive('{login}'),
      expect: [
        {
          object: 'sales.orders.tenant',
          detail: 'lets {app} in, while a restrictive policy names {login}',
        },
      ],
      fix: 'alter policy "open" on sales.orders to {app}',
      undo,
    }));

  test('a restrictive policy that binds nobody who is let in', () =>
    breaks('0030', {
      break: `create role {app}_old; ${restrictive('{app}_old')}`,
      expect: [
        {
          object: 'sales.orders.open',
          detail: 'binds {app}_old, whom no policy lets in, and not {app}',
        },
      ],
      undo: `${undo}; drop role {app}_old`,
    }));

  test('not one to the same role, to everybody, or for the staff', () =>
    accepts({
      break: `${restrictive('{app}')}; ${restrictive('public', 'all')}; ${restrictive('{staff}', 'staff only')};
        create policy "deletes" on sales.orders as restrictive for delete to {app} using (status = 'open')`,
      undo: `${undo}; drop policy "all" on sales.orders; drop policy "staff only" on sales.orders;
        drop policy "deletes" on sales.orders`,
    }));

  test('nor one of several roles that are let in', () =>
    accepts({
      break: `create role {app}_portal; alter policy tenant on sales.orders to {app}, {app}_portal;
        ${restrictive('{app}_portal')}`,
      config: (config) => ({
        ...config,
        roles: {
          ...config.roles,
          tenant: [...config.roles.tenant, `${config.roles.tenant[0]}_portal`],
        },
      }),
      undo: `${undo}; alter policy tenant on sales.orders to {app}; drop role {app}_portal`,
    }));

  test('nor one for the staff where everybody is let in', () =>
    accepts({
      break: `${restrictive('{staff}')}; alter policy tenant on sales.orders to public`,
      undo: `${undo}; alter policy tenant on sales.orders to {app}`,
    }));

  test('nor one that names the role that lets in, too', () =>
    accepts({
      break: `create role {app}_all; grant {app}_all to {app}; ${restrictive('{app}, {app}_all')};
        alter policy tenant on sales.orders to {app}_all`,
      undo: `${undo}; alter policy tenant on sales.orders to {app}; drop role {app}_all`,
    }));

  test('nor what is the staff’s alone', () =>
    accepts({
      break: `create role {staff}_old; alter table internal.secrets enable row level security;
        create policy staff on internal.secrets to {staff} using (true);
        create policy "open" on internal.secrets as restrictive to {staff}_old using (true)`,
      undo: `drop policy "open" on internal.secrets; drop policy staff on internal.secrets;
        alter table internal.secrets disable row level security; drop role {staff}_old`,
    }));

  test('nor policies for other commands', () =>
    accepts({
      break: `create policy anybody on sales.orders for update to public using (account_id = (select public.current_account()))
          with check (account_id = (select public.current_account()));
        create policy "open" on sales.orders as restrictive for delete to {app} using (status = 'open')`,
      undo: `${undo}; drop policy anybody on sales.orders`,
    }));
});
