import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kitMigrations } from '../migrations/folders.ts';
import { readMigrations } from '../migrations/runner/registry.ts';
import { readRlsScript } from '../migrations/rls/script.ts';

/** What a template depends on, as 16 hex digits: the migrations, the RLS script, the seed's code. */
export function templateFingerprint(seeded: boolean): string {
  const { folder, rlsFile } = kitMigrations();
  const hash = createHash('sha256');
  for (const migration of readMigrations(folder)) hash.update(migration.hash);
  hash.update(readRlsScript(rlsFile).hash);
  if (seeded) for (const file of seedFiles()) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function seedFiles(): readonly string[] {
  const folder = fileURLToPath(new URL('../seed/', import.meta.url));
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
