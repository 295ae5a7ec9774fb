import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { runSql } from '../../support/run-sql.ts';

/** An empty database of a test's own. */
export interface FreshDatabase {
  readonly name: string;
  /** The superuser's connection string. */
  readonly url: string;
  /** Connected as the superuser. */
  readonly admin: pg.Client;
  /** Runs SQL there; returns the last statement's rows. */
  run(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

/** @param server connection string of a superuser. Default: the test run's server. */
export async function freshDatabase(server = inject('serverUrl')): Promise<FreshDatabase> {
  const name = `convert_${randomBytes(6).toString('hex')}`;
  await runSql(server, `create database ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).toString();
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  return {
    name,
    url,
    admin,
    run: async (sql) => {
      const result: pg.QueryResult | pg.QueryResult[] = await admin.query(sql);
      return Array.isArray(result) ? (result.at(-1)?.rows ?? []) : result.rows;
    },
    close: async () => {
      await admin.end();
      await runSql(server, `drop database ${name} with (force)`);
    },
  };
}
