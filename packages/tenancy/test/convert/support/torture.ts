import { readFileSync } from 'node:fs';
import { runSql } from '../../support/run-sql.ts';

const file = (name: string) =>
  readFileSync(new URL(`torture/${name}.sql`, import.meta.url), 'utf8');

/** A single-tenant database with all that a real one has, PostgreSQL 15 and newer: pieces that are run in this order. */
export const tortureSql: readonly string[] = [
  'roles',
  'keys',
  'references',
  'indexes',
  'columns',
  'partitions',
  'triggers',
  'functions',
  'views',
  'places',
].map(file);

/** Each comes after {@link tortureSql}, alone or with others; it is up to the conversion to take it or to say that it does not. */
export const optionalTorture = {
  'always-trigger': file('optional/always-trigger'),
  exclusion: file('optional/exclusion'),
  'frozen-rows': file('optional/frozen-rows'),
  inheritance: file('optional/inheritance'),
  /** PostgreSQL 18, with btree_gist. */
  newest: file('optional/newest'),
  policies: file('optional/policies'),
} as const;

export type OptionalTorture = keyof typeof optionalTorture;

/** Roles that own and read some of it. They belong to the server and stay. */
export const tortureRoles = { owner: 'convert_owner', app: 'convert_app' } as const;

/** Makes it in an empty database, with the same rows each time. */
export async function createTorture(
  url: string,
  options: readonly OptionalTorture[] = [],
): Promise<void> {
  // Each in a transaction of its own: deferred constraints are checked, and the next may alter what they are on.
  for (const sql of [...tortureSql, ...options.map((name) => optionalTorture[name])]) {
    await runSql(url, `set timezone = 'UTC'; ${sql}`);
  }
  await runSql(url, 'vacuum analyze');
}
