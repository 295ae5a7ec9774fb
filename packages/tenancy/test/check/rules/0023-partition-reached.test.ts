import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();
const north = '"Ops"."Shift Log north"';
const policy = `create policy tenant on ${north} for all to {app}
  using (account_id = (select public.current_account())) with check (account_id = (select public.current_account()))`;

describe('0023 partition-reached', () => {
  test('a partition that tenants read past its table', () =>
    breaks('0023', {
      break: `grant select, insert on ${north} to {app}`,
      expect: [
        {
          object: north,
          detail: 'of "Ops"."Shift Log": {app} has INSERT, SELECT',
          severity: 'error',
        },
      ],
    }));

  test('one that everybody reads, and one column of it', () =>
    breaks('0023', {
      break: `grant select on ${north} to public; grant update ("User's note") on ${north} to {login}`,
      expect: [
        {
          object: north,
          detail: 'of "Ops"."Shift Log": public has SELECT, {login} has UPDATE',
        },
        { rule: '0019', object: north, detail: 'everybody (public) may SELECT' },
      ],
    }));

  test('what a role granted on that was allowed to', () =>
    breaks('0023', {
      break: `grant select on ${north} to {staff} with grant option;
        set role {staff}; grant select on ${north} to {app}; reset role`,
      expect: [{ object: north }],
      by: 'superuser',
      undo: `revoke grant option for select on ${north} from {staff} cascade`,
    }));

  test('a partition of a partition, in a schema of its own', () =>
    breaks('0023', {
      break: `create schema cold authorization {owner}; set role {owner};
        create table cold.rest partition of "Ops"."Shift Log" default partition by list ("Region");
        create table cold.east partition of cold.rest for values in ('east');
        alter table cold.rest enable row level security; alter table cold.rest force row level security;
        alter table cold.east enable row level security; alter table cold.east force row level security;
        grant delete on cold.east to {app}; reset role`,
      expect: [{ object: 'cold.east', detail: 'of "Ops"."Shift Log": {app} has DELETE' }],
      undo: 'drop schema cold cascade',
    }));

  test('one that lacks a restrictive policy of its table', () =>
    breaks('0023', {
      break: `create policy seen on "Ops"."Shift Log" as restrictive for select to {app} using ("Region" <> 'south');
        ${policy}; grant select on ${north} to {app}`,
      expect: [{ object: north }],
      undo: `drop policy seen on "Ops"."Shift Log"; drop policy tenant on ${north}`,
    }));

  test('one that gives more than its table', () =>
    breaks('0023', {
      break: `${policy}; revoke delete on "Ops"."Shift Log" from {app}; grant delete on ${north} to {app}`,
      expect: [{ object: north }],
      undo: `grant delete on "Ops"."Shift Log" to {app}; drop policy tenant on ${north}`,
    }));

  test('not one that has the tenants’ policies and grants of its table', () =>
    accepts({
      break: `${policy}; grant select, update ("User's note") on ${north} to {app};
        alter policy staff on ${north} using ("Region" = 'north')`,
      undo: `revoke all on ${north} from {app}; drop policy tenant on ${north};
        alter policy staff on ${north} using (true)`,
    }));

  test('nor one of a table for everybody', () =>
    accepts({
      break: `create table sales.rates (year int primary key, rate numeric) partition by list (year);
        create table sales.rates_2026 partition of sales.rates for values in (2026);
        grant select on sales.rates, sales.rates_2026 to {app}`,
      config: (config) => ({ ...config, tables: { ...config.tables, 'sales.rates': 'global' } }),
      undo: 'drop table sales.rates',
    }));

  test('not what the staff reads', () =>
    accepts({
      break: `grant truncate on ${north} to {staff}`,
      undo: `revoke truncate on ${north} from {staff}`,
    }));
});
