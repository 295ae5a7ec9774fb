import pg from 'pg';
import { inject } from 'vitest';
import { runSql } from '../../support/run-sql.ts';

let databases = 0;

/** A database of its own on the test run's server, and the superuser's connection to it. */
export async function emptyDatabase(): Promise<{ db: pg.Client; close(): Promise<void> }> {
  const server = inject('serverUrl');
  const name = `fill_${process.pid}_${(databases += 1)}_${Date.now()}`;
  await runSql(server, `create database ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).toString();
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  return {
    db,
    close: async () => {
      await db.end();
      await runSql(server, `drop database ${name} with (force)`);
    },
  };
}
