import { type Extensions, PGlite } from '@electric-sql/pglite';
import { contextKeySql } from '@startkit/tenancy/policies';
import { pglite } from '@startkit/tenancy/pglite';
import { databaseOn } from '../clients/create-database.ts';
import { extensionsOf } from '../migrations/dump/extensions.ts';
import { kitMigrations } from '../migrations/folders.ts';
import { readRlsScript } from '../migrations/rls/script.ts';
import { readMigrations } from '../migrations/runner/registry.ts';
import { seedDemonstration } from '../seed/demonstration.ts';
import { seedEssential } from '../seed/essential/seed-essential.ts';
import type { SeedDatabase } from '../seed/insert-missing.ts';
import { cachedTemplate } from './template-cache.ts';
import { testContextSecret } from './context-secret.ts';
import type { TestDatabase } from './test-database.ts';

/** A PGlite of the caller's own, loaded from a template that is made once. */
export async function inProcessDatabase(seeded: boolean): Promise<TestDatabase> {
  const loadDataDir = await cachedTemplate(seeded, () => makeTemplate(seeded));
  const instance = await PGlite.create({ loadDataDir, extensions: await kitExtensions() });
  const database = databaseIn(instance);
  return {
    ...database,
    urls: undefined,
    close: async () => {
      await database.close();
      await instance.close();
    },
  };
}

function databaseIn(instance: PGlite) {
  const as = (role: string) => pglite(instance, { role });
  return databaseOn(
    {
      app: as('startkit_app'),
      portal: as('startkit_portal'),
      superadmin: as('startkit_superadmin'),
    },
    { secret: testContextSecret },
  );
}

async function makeTemplate(seeded: boolean): Promise<Blob> {
  const instance = await PGlite.create({ extensions: await kitExtensions() });
  try {
    await migrateInProcess(instance);
    if (seeded) await seedInProcess(instance);
    return await instance.dumpDataDir('none');
  } finally {
    await instance.close();
  }
}

/** The extensions that the migrations and the policies make; a PGlite has them from its beginning, or not at all. */
function kitExtensions(): Promise<Extensions> {
  const { folder, rlsFile } = kitMigrations();
  const statements = readMigrations(folder).flatMap((migration) => migration.statements);
  return extensionsOf([...statements, readRlsScript(rlsFile).text]);
}

/** The same files in the same order as the runner's; its locks and journal have no meaning here. */
async function migrateInProcess(instance: PGlite): Promise<void> {
  const { folder, rlsFile } = kitMigrations();
  for (const { statements } of readMigrations(folder)) {
    for (const statement of statements) await instance.exec(statement);
  }
  await instance.exec(readRlsScript(rlsFile).text);
  await instance.exec(contextKeySql(testContextSecret));
}

async function seedInProcess(instance: PGlite): Promise<void> {
  const { superadminDb, close } = databaseIn(instance);
  await superadminDb.transaction(async (tx) => {
    const db = tx as unknown as SeedDatabase;
    await seedEssential(db);
    await seedDemonstration(db, new Date());
  });
  await close();
}
