import { contextEncoder, parseContextSecret } from '@startkit/tenancy';
import { defaultRoles } from '@startkit/tenancy/policies';
import pg from 'pg';
import { secret, type BenchDatabase } from '../dataset/database.ts';
import { idOf } from '../dataset/schema.ts';
import type { Query } from './queries.ts';

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Who asks: a connection of one login, and how its queries and its transactions look. */
export interface Side {
  readonly client: pg.Client;
  statement(query: Query, organization: number): Statement;
  /** Runs `work` in a transaction for the n-th organization, which is rolled back: nothing is kept. */
  inTransaction<T>(organization: number, work: () => Promise<T>): Promise<T>;
}

/** The hand-written side: a login without policies, which names the organization itself. */
export async function byHand(database: BenchDatabase, settings?: Settings): Promise<Side> {
  const client = await connect(database, 'plain', settings);
  return {
    client,
    statement: (query, organization) => ({
      text: query.byHand,
      values: [idOf('organization', organization), ...query.parameters(organization)],
    }),
    inTransaction: (_, work) => rolledBack(client, work),
  };
}

/** The engine's side: a login with policies, which enters a signed context as a unit does. */
export async function underPolicies(database: BenchDatabase, settings?: Settings): Promise<Side> {
  const client = await connect(database, 'tenant', settings);
  const sign = contextEncoder(defaultRoles.app, parseContextSecret(secret));
  return {
    client,
    statement: (query, organization) => ({
      text: query.underPolicies,
      values: query.parameters(organization),
    }),
    inTransaction: (organization, work) =>
      rolledBack(client, async () => {
        const context = sign({
          organizationId: idOf('organization', organization),
          userId: null,
          portalUserId: null,
          isSuperadmin: false,
        });
        await client.query(`select app.enter_context($1, 'false', 'nonce')`, [context]);
        return work();
      }),
  };
}

/** Settings of the connection, also such that only a superuser may set: the logins are granted those. */
export type Settings = Readonly<Record<string, string>>;

async function connect(
  database: BenchDatabase,
  login: 'plain' | 'tenant',
  settings: Settings = {},
): Promise<pg.Client> {
  const names = Object.keys(settings);
  if (names.length > 0) await grantSettings(database, names, `bench_${login}`);
  const options = names.map((name) => `-c ${name}=${settings[name]}`).join(' ');
  const client = new pg.Client({ connectionString: database.url(login), options });
  await client.connect();
  return client;
}

async function grantSettings(
  database: BenchDatabase,
  names: readonly string[],
  login: string,
): Promise<void> {
  const admin = new pg.Client({ connectionString: database.adminUrl() });
  await admin.connect();
  try {
    await admin.query(`grant set on parameter ${names.join(', ')} to ${login}`);
  } finally {
    await admin.end();
  }
}

async function rolledBack<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    return await work();
  } finally {
    await client.query('rollback');
  }
}
