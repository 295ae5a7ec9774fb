import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSession, type Session } from '../../../src/environment/session.ts';
import type { Schema } from '../../../src/migrations/dump/object.ts';
import { readSchema } from '../../../src/migrations/dump/read.ts';
import { compareWithDatabase, type Drift } from '../../../src/migrations/drift/drift.ts';
import { inReadOnlyTransaction } from '../../../src/migrations/drift/read-only.ts';
import { createTestDatabase } from '../../../src/testing.ts';
import { query, sqlOf } from './database.ts';

/** A database that tests may spoil. */
export interface DriftDatabase {
  readonly url: string;
  /** As the login that migrated it. */
  readonly session: Session;
  /** As the superuser. */
  readonly admin: Session;
  close(): Promise<void>;
}

/** The kit's own schema, migrated, with its logins. */
export async function kitDatabase(server: string): Promise<DriftDatabase> {
  const { urls, close } = await createTestDatabase({ server });
  return driftDatabase(urls?.migration ?? '', server, close);
}

/** An empty database of the same login, where the roles of the kit are there. */
export async function emptyDatabase(server: string): Promise<DriftDatabase> {
  const kit = await kitDatabase(server);
  await kit.close();
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  await query(server, `create database ${name} owner ${new URL(kit.url).username}`);
  return driftDatabase(withDatabase(kit.url, name), server, async () => {
    await query(server, `drop database ${name} with (force)`);
  });
}

export const zooSql = readFileSync(join(import.meta.dirname, 'zoo.sql'), 'utf8');

/** One of everything, made by a login that is no superuser. */
export async function zooTemplate(server: string): Promise<{
  readonly clone: () => Promise<DriftDatabase>;
  readonly expected: Schema;
  readonly close: () => Promise<void>;
}> {
  // Makes the roles of the kit, and the login that owns them.
  const kit = await kitDatabase(server);
  await kit.close();
  const template = `zoo_${randomUUID().replaceAll('-', '')}`;
  const login = new URL(kit.url).username;
  const drop = async (name: string) => {
    await query(server, `drop database ${name} with (force)`);
  };
  await query(server, `create database ${template} owner ${login}`);
  await sqlOf(withDatabase(kit.url, template), (sql) => sql.unsafe(zooSql));
  const made = await driftDatabase(withDatabase(kit.url, template), server, async () => undefined);
  const expected = await schemaOf(made.session);
  await made.close();
  return {
    expected,
    async clone() {
      const name = `zoo_${randomUUID().replaceAll('-', '')}`;
      await query(server, `create database ${name} template ${template} owner ${login}`);
      return driftDatabase(withDatabase(kit.url, name), server, () => drop(name));
    },
    close: () => drop(template),
  };
}

async function driftDatabase(
  url: string,
  server: string,
  drop: () => Promise<void>,
): Promise<DriftDatabase> {
  const adminUrl = withDatabase(server, new URL(url).pathname.slice(1));
  const [session, admin] = await Promise.all([openSession(url), openSession(adminUrl)]);
  return {
    url,
    session,
    admin,
    async close() {
      await Promise.all([session.close(), admin.close()]);
      await drop();
    },
  };
}

export function schemaOf(session: Session): Promise<Schema> {
  return inReadOnlyTransaction(session, async () => (await readSchema(session.rows)).schema);
}

export type Difference = Pick<Drift, 'findings' | 'foreign' | 'statements' | 'sql'>;

export function differenceOf(
  session: Session,
  expected: Schema,
  options: Parameters<typeof compareWithDatabase>[2] = {},
): Promise<Difference> {
  return inReadOnlyTransaction(session, () => compareWithDatabase(session, expected, options));
}

export const sentencesOf = ({ findings }: Difference) => findings.map(({ sentence }) => sentence);

function withDatabase(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}
