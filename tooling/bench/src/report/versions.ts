import { readFile } from 'node:fs/promises';
import pg from 'pg';

/** What was measured, in which version: the server as it says itself, packages as their own files do. */
export async function versions(serverUrl: string): Promise<Record<string, string>> {
  const installed = ['drizzle-orm', 'pg', 'postgres', 'kysely'].map(async (name) => {
    const { version } = await readPackage(`node_modules/${name}`);
    return [name, version] as const;
  });
  const { dependencies } = await readPackage('prisma');
  return {
    PostgreSQL: await serverVersion(serverUrl),
    Node: process.versions.node,
    ...Object.fromEntries(await Promise.all(installed)),
    Prisma: dependencies['prisma']!,
  };
}

async function serverVersion(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    return rows[0]!.server_version;
  } finally {
    await client.end();
  }
}

interface PackageFile {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

async function readPackage(folder: string): Promise<PackageFile> {
  const file = new URL(`../../${folder}/package.json`, import.meta.url);
  return JSON.parse(await readFile(file, 'utf8')) as PackageFile;
}
