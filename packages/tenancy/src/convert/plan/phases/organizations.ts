import { quoteLiteral } from '../../../catalog/quote.ts';
import type { Conversion } from '../conversion.ts';
import { inTransaction, type Phase, type Step } from '../plan.ts';

/** The table of organizations and the default one. */
export function organizationsPhase(conversion: Conversion): Phase {
  const { organizations, defaultKey } = conversion;
  const steps = organizations.table === undefined ? [makeTable(conversion)] : [];
  const insert = defaultKey === undefined ? [] : [defaultOrganization(conversion, defaultKey)];
  return {
    name: 'organizations',
    title: 'The table of organizations, and the default organization',
    steps: [...steps, ...insert],
  };
}

function makeTable({ organizations: { ident } }: Conversion): Step {
  return {
    id: 'organizations.table',
    title: 'a table of organizations',
    tables: [ident],
    lock: 'none',
    rows: undefined,
    up: inTransaction(
      `create table ${ident} (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
)`,
    ),
    down: [inTransaction(`drop table if exists ${ident}`)],
  };
}

function defaultOrganization(conversion: Conversion, defaultKey: string): Step {
  const { organizations, config } = conversion;
  const { ident, key, table } = organizations;
  const name = quoteLiteral(config.defaultOrganization?.name ?? 'Default Organization').trim();
  // Of a table that is the project's own, nobody but the project knows what a new row needs.
  if (table !== undefined) {
    return {
      id: 'organizations.default',
      title: 'the default organization is there',
      tables: [],
      lock: 'none',
      rows: 1,
      up: {
        runs: { in: 'check' },
        sql: `select ${quoteLiteral(`${ident}: the default organization is not there`).trim()} as problem
 where not exists (select from ${ident} where ${key} = ${defaultKey});`,
      },
      down: [],
    };
  }
  return {
    id: 'organizations.default',
    title: 'the default organization',
    tables: [ident],
    lock: 'ROW EXCLUSIVE',
    rows: 1,
    up: inTransaction(
      `insert into ${ident} (${key}, name) values (${defaultKey}, ${name}) on conflict (${key}) do nothing`,
    ),
    down: [],
  };
}
