import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { runSql } from '../support/run-sql.ts';

/** A safe database of two tables: attacked in a moment. */
export interface SmallDatabase {
  /** The superuser's connection string. */
  readonly url: string;
  readonly role: string;
  /** The text of a tenancy.config.mjs. */
  readonly config: string;
  run(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function smallDatabase(): Promise<SmallDatabase> {
  const server = inject('serverUrl');
  const name = `small_${randomBytes(6).toString('hex')}`;
  const role = `${name}_app`;
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).toString();
  await runSql(server, `create role ${role}`);
  await runSql(server, `create database ${name}`);
  await runSql(
    url,
    `revoke create on schema public from public; revoke temporary on database ${name} from public;
    create table tenants (id int primary key);
    create table projects (tenant_id int not null references tenants, id int, name text, primary key (tenant_id, id));
    ${[
      ['tenants', 'id'],
      ['projects', 'tenant_id'],
    ]
      .map(
        ([table, key]) => `alter table ${table} enable row level security;
        alter table ${table} force row level security;
        create policy tenant on ${table} to ${role} using (${key} = (select nullif(current_setting('app.tenant_id', true), ''))::int);`,
      )
      .join('\n')}
    grant select on tenants to ${role}; grant select, insert, update, delete on projects to ${role}`,
  );
  return {
    url,
    role,
    config: `export default {
  tenantKey: 'tenant_id',
  roles: { tenant: ['${role}'] },
  tables: { tenants: 'organization' },
  signedContext: false,
  subjects: [{
    name: 'member',
    role: '${role}',
    enter: (own) => [
      { text: "select set_config('app.tenant_id', $1, true)", values: [own('tenants', 'id')] },
    ],
  }],
};
`,
    run: (sql) => runSql(url, sql),
    close: async () => {
      await runSql(server, `drop database ${name} with (force)`);
      await runSql(server, `drop role ${role}`);
    },
  };
}
