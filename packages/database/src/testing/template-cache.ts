import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../environment/repository.ts';
import { templateFingerprint } from './fingerprint.ts';

const made = new Map<string, Promise<Blob>>();

/**
 * The dumped data folder of a migrated PGlite. Test runners load this module once a file, so it is kept
 * on disk too, under a name that says what it was made of.
 */
export function cachedTemplate(seeded: boolean, make: () => Promise<Blob>): Promise<Blob> {
  const name = `pglite-${templateFingerprint(seeded)}${seeded ? '-seeded' : ''}.tar`;
  const template = made.get(name) ?? fromDisk(name, make);
  made.set(name, template);
  template.catch(() => made.delete(name));
  return template;
}

async function fromDisk(name: string, make: () => Promise<Blob>): Promise<Blob> {
  const root = repositoryRoot();
  if (root === undefined) return make();
  const folder = join(root, 'node_modules', '.cache', 'startkit');
  const path = join(folder, name);
  if (existsSync(path)) return new Blob([readFileSync(path)]);
  const template = await make();
  // Renamed into place, so that nobody reads a half of it.
  mkdirSync(folder, { recursive: true });
  const partial = `${path}.${randomUUID()}`;
  writeFileSync(partial, Buffer.from(await template.arrayBuffer()));
  renameSync(partial, path);
  return template;
}
