import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { defineTenancy, type TenancyConfig } from '../../src/check.ts';

/*
 * A database that is safe and not the kit's: another tenant key of another type, several schemas, quoted names,
 * partitions, views, its own way to enter a context. Tests break it in one place and look who notices.
 */

export interface SafeDatabase {
  /** The superuser's connection string. */
  readonly url: string;
  /** The connection string of the tables' owner, who is no superuser and sees every row by a policy of its own. */
  readonly ownerUrl: string;
  /** The app's login. */
  readonly appUrl: string;
  readonly roles: { app: string; staff: string; owner: string; login: string };
  readonly config: TenancyConfig;
  /** Connected as the superuser. */
  readonly admin: pg.Client;
  run(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** @param server connection string of a superuser. Default: the test run's server. */
export async function safeDatabase(server = inject('serverUrl')): Promise<SafeDatabase> {
  // Roles belong to the whole server: names of this database's own, so that breaking one breaks no other test.
  const name = `safe_${randomBytes(6).toString('hex')}`;
  const roles = {
    app: `${name}_app`,
    staff: `${name}_staff`,
    owner: `${name}_owner`,
    login: `${name}_login`,
  };
  await once(server, `create role ${roles.app}`);
  await once(server, `create role ${roles.staff}`);
  await once(
    server,
    `create role ${roles.owner} login password 'owner' in role ${roles.app}, ${roles.staff}`,
  );
  await once(server, `create role ${roles.login} login password 'app' in role ${roles.app}`);
  await once(server, `create database ${name} owner ${roles.owner}`);
  await once(server, `revoke temporary on database ${name} from public`);
  const address = (user?: string, password?: string) =>
    Object.assign(
      new URL(server),
      { pathname: `/${name}` },
      user && { username: user, password },
    ).toString();
  const admin = new pg.Client({ connectionString: address() });
  await admin.connect();
  await admin.query(`set role ${roles.owner}; ${schemaSql(roles)}; reset role`);
  return {
    url: address(),
    ownerUrl: address(roles.owner, 'owner'),
    appUrl: address(roles.login, 'app'),
    roles,
    config: safeConfig(roles),
    admin,
    run: async (sql) => {
      const result: pg.QueryResult | pg.QueryResult[] = await admin.query(sql);
      return Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows;
    },
    close: async () => {
      await admin.end();
      await once(server, `drop database ${name} with (force)`);
      for (const role of Object.values(roles).toReversed()) await once(server, `drop role ${role}`);
    },
  };
}

async function once(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

type Roles = SafeDatabase['roles'];

function safeConfig({ app, staff }: Roles): TenancyConfig {
  return defineTenancy({
    tenantKey: 'account_id',
    roles: { tenant: [app], trusted: [staff] },
    tables: {
      accounts: { scope: 'organization' },
      countries: 'global',
      'internal.secrets': 'private',
    },
    trustedFunctions: ['public.account_name()'],
    // A setting that any SQL may change is all there is here.
    signedContext: false,
    subjects: [
      {
        name: 'member',
        role: app,
        enter: (own) => [
          {
            text: `select set_config('shop.account_id', $1, true)`,
            values: [own('accounts', 'id')],
          },
        ],
      },
    ],
  });
}

function schemaSql({ app, staff }: Roles): string {
  return `
  revoke create on schema public from public;
  create schema sales; create schema "Ops"; create schema internal;
  grant usage on schema sales, "Ops" to ${app}, ${staff};

  create function public.current_account() returns bigint
    language sql stable parallel safe set search_path = pg_catalog, pg_temp
    return nullif(current_setting('shop.account_id', true), '')::bigint;

  create table public.accounts (
    id bigint generated always as identity primary key,
    name text not null check (name <> ''),
    plan text not null default 'free' check (plan in ('free', 'paid')));
  create table public.countries (code char(2) primary key check (code ~ '^[A-Z]{2}$'), name text not null);
  create table internal.secrets (name text primary key, value text not null);

  create type sales.order_status as enum ('open', 'paid', 'sent');
  create domain sales.positive as integer check (value > 0);
  create table sales.customers (
    account_id bigint not null references public.accounts, id uuid not null default gen_random_uuid(),
    email text not null check (email like '%_@_%'), country char(2) references public.countries,
    full_name text generated always as (upper(email)) stored,
    primary key (account_id, id), unique (account_id, email));
  create table sales.orders (
    account_id bigint not null references public.accounts, id uuid not null default gen_random_uuid(),
    customer_id uuid not null, number text not null check (number ~ '^A-[0-9]{4,}$'),
    status sales.order_status not null default 'open', total numeric(12, 2) not null check (total >= 0),
    placed_at timestamptz not null default now(), sent_at timestamptz, check (sent_at >= placed_at),
    primary key (account_id, id), unique (account_id, number),
    foreign key (account_id, customer_id) references sales.customers (account_id, id));
  create index orders_customer_idx on sales.orders (account_id, customer_id);
  create table sales.order_lines (
    account_id bigint not null, order_id uuid not null, line smallint not null check (line between 1 and 999),
    quantity sales.positive not null, tags text[] not null default '{}', details jsonb not null default '{}'
      check (jsonb_typeof(details) = 'object'), delivery daterange,
    primary key (account_id, order_id, line),
    foreign key (account_id, order_id) references sales.orders (account_id, id) on delete cascade);

  create table "Ops"."Shift Log" (
    account_id bigint not null references public.accounts, id uuid not null default gen_random_uuid(),
    "Region" text not null check ("Region" in ('north', 'south')), "User's note" text,
    primary key (account_id, id, "Region")) partition by list ("Region");
  create table "Ops"."Shift Log north" partition of "Ops"."Shift Log" for values in ('north');
  create table "Ops"."Shift Log south" partition of "Ops"."Shift Log" for values in ('south');

  create view sales.order_totals with (security_invoker = true) as
    select account_id, status, count(*) as orders, sum(total) as total from sales.orders group by 1, 2;
  create materialized view internal.totals as select account_id, sum(total) as total from sales.orders group by 1;

  create function public.account_name() returns text
    language sql stable security definer set search_path = pg_catalog, pg_temp
    return (select name from public.accounts where id = public.current_account());
  revoke execute on function public.account_name() from public;
  grant execute on function public.account_name() to ${app};

  create function sales.stamp() returns trigger language plpgsql set search_path = pg_catalog, pg_temp
    as $$ begin new.sent_at := case when new.status = 'sent' then coalesce(new.sent_at, now()) end; return new; end $$;
  create trigger stamp before insert or update on sales.orders for each row execute function sales.stamp();

  ${[
    ['public.accounts', 'id'],
    ['sales.customers', 'account_id'],
    ['sales.orders', 'account_id'],
    ['sales.order_lines', 'account_id'],
    ['"Ops"."Shift Log"', 'account_id'],
  ]
    .map(
      ([table, key]) => `
  alter table ${table} enable row level security;
  alter table ${table} force row level security;
  create policy tenant on ${table} for all to ${app}
    using (${key} = (select public.current_account())) with check (${key} = (select public.current_account()));
  create policy staff on ${table} for all to ${staff} using (true) with check (true);`,
    )
    .join('')}
  alter table "Ops"."Shift Log north" enable row level security;
  alter table "Ops"."Shift Log south" enable row level security;
  alter table "Ops"."Shift Log north" force row level security;
  alter table "Ops"."Shift Log south" force row level security;
  create policy staff on "Ops"."Shift Log north" for all to ${staff} using (true) with check (true);
  create policy staff on "Ops"."Shift Log south" for all to ${staff} using (true) with check (true);

  grant select, update on public.accounts to ${app};
  grant select, insert, update, delete on sales.customers, sales.orders, sales.order_lines, "Ops"."Shift Log" to ${app};
  grant select on public.countries, sales.order_totals to ${app};
  grant select, insert, update, delete on all tables in schema public, sales, "Ops" to ${staff};
  revoke all on internal.secrets from ${staff}`;
}
