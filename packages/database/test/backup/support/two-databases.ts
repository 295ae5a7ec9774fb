import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { createTestDatabase } from '../../../src/testing.ts';
import { testServer } from '../../support/test-server.ts';

/** A database with the demonstration data, or with the essential data alone. */
export interface Moved {
  readonly name: string;
  readonly urls: Readonly<Record<'migration' | 'backup' | 'superadmin' | 'app', string>>;
  /** As the server's superuser. */
  readonly admin: postgres.Sql;
  close(): Promise<void>;
}

export async function openDatabase(seed: boolean): Promise<Moved> {
  const server = testServer();
  const database = await createTestDatabase({ server, seed });
  const urls = database.urls!;
  const name = new URL(urls.app).pathname.slice(1);
  const admin = postgres(server, { database: name, max: 1, onnotice: () => undefined });
  return {
    name,
    urls,
    admin,
    close: async () => {
      await admin.end({ timeout: 1 });
      await database.close();
    },
  };
}

/** A folder that is gone at the end. */
export function makeFolder(): { readonly path: (name: string) => string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'startkit-backup-'));
  return {
    path: (name) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

export async function organizationId({ admin }: Moved, slug: string): Promise<string> {
  const [row] = await admin`select id from organizations where slug = ${slug}`;
  return row!['id'] as string;
}
