import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { runSql } from '../../support/run-sql.ts';

/** A database of its own with roles of its own: for what the safe one does not have. */
export interface Scratch {
  readonly admin: pg.Client;
  /** Of a role of it that logs in; its password is "scratch". */
  url(role: string): string;
  close(): Promise<void>;
}

/** @param prefix of its roles: each of `roles` is made as `${prefix}_${role}`, with what is said of it. */
export async function scratch(
  roles: Readonly<Record<string, string>>,
  schema: (role: (name: string) => string) => string,
): Promise<Scratch & { role(name: string): string }> {
  const server = inject('serverUrl');
  const prefix = `scratch_${randomBytes(6).toString('hex')}`;
  const role = (name: string) => `${prefix}_${name}`;
  for (const [name, options] of Object.entries(roles)) {
    await runSql(server, `create role ${role(name)} ${options} password 'scratch'`);
  }
  await runSql(server, `create database ${prefix}`);
  await runSql(server, `revoke temporary on database ${prefix} from public`);
  const at = (user?: string) =>
    Object.assign(
      new URL(server),
      { pathname: `/${prefix}` },
      user === undefined ? {} : { username: user, password: 'scratch' },
    ).toString();
  const admin = new pg.Client({ connectionString: at() });
  await admin.connect();
  await admin.query(schema(role));
  return {
    admin,
    role,
    url: (name) => at(role(name)),
    close: async () => {
      await admin.end();
      await runSql(server, `drop database ${prefix} with (force)`);
      for (const name of Object.keys(roles).toReversed()) {
        await runSql(server, `drop role ${role(name)}`);
      }
    },
  };
}
