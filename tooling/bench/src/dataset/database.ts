import { startThrowawayPostgres, type ThrowawayPostgres } from '@startkit/local-postgres';
import { compileRls, contextKeySql, defaultRoles } from '@startkit/tenancy/policies';
import pg from 'pg';
import { createTables, fill, tables } from './schema.ts';

export const organizationCount = 1000;
export const tasksEach = 1000;

/** What contexts are signed with; a key of a database that lives as long as the benchmark. */
export const secret = `bench.${Buffer.alloc(32, 7).toString('base64url')}`;

const password = 'bench';

/** Who connects: no policies at all, the policies of the documented pattern, the engine's. */
export type Login = 'plain' | 'pattern' | 'tenant';

export interface BenchDatabase {
  readonly server: ThrowawayPostgres;
  /** @param signed whether the database asks for signed contexts; a database of its own each. */
  url(login: Login, signed?: boolean): string;
  adminUrl(signed?: boolean): string;
  stop(): Promise<void>;
}

/*
 * The pattern as it is documented everywhere: the tenant is a setting of the transaction, and one policy a table
 * compares it. With the `(select ...)` around it, which the better guides have: one evaluation a statement.
 */
const patternPolicies = ['projects', 'contacts', 'tasks']
  .map(
    (table) => `
create policy pattern on ${table} to bench_pattern
  using (organization_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (organization_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
grant select, insert, update, delete on ${table} to bench_pattern, bench_plain;`,
  )
  .join('');

/** A server with the dataset, once with signed contexts and once without. Takes about half a minute. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const server = await startThrowawayPostgres({
    settings: { max_connections: '600', shared_buffers: '1GB', autovacuum: 'off', jit: 'off' },
  });
  const databases = { true: 'bench_signed', false: 'bench_unsigned' };
  const names = Object.values(defaultRoles);
  await run(server.adminUrl(), [
    ...names.map((role) => `create role ${role}`),
    `create role bench_plain login bypassrls password '${password}'`,
    `create role bench_pattern login password '${password}'`,
    `create role bench_tenant login password '${password}' in role startkit_app`,
    `create database ${databases.true}`,
  ]);
  await run(server.adminUrl(databases.true), [
    `revoke temporary on database ${databases.true} from public`,
    createTables,
    ...fill(organizationCount, tasksEach).split(/;\n/),
    compileRls({ schema: tables }),
    contextKeySql(secret),
    'grant usage on schema app, public to bench_plain, bench_pattern',
    'grant execute on all functions in schema app to bench_plain, bench_pattern',
    patternPolicies,
  ]);
  await run(server.adminUrl(), [
    `create database ${databases.false} template ${databases.true}`,
    `revoke temporary on database ${databases.false} from public`,
  ]);
  await run(server.adminUrl(databases.false), [
    compileRls({ schema: tables, signed: false }),
    patternPolicies,
  ]);
  await run(server.adminUrl(), ['checkpoint']);
  const nameOf = (signed: boolean) => databases[`${signed}`];
  return {
    server,
    url: (login, signed = true) => server.url(`bench_${login}`, password, nameOf(signed)),
    adminUrl: (signed = true) => server.adminUrl(nameOf(signed)),
    stop: () => server.stop(),
  };
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
