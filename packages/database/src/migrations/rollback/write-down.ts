import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperationError } from '../../environment/errors.ts';
import { readMigrations } from '../runner/registry.ts';
import { downText } from './derive/down-text.ts';
import { type Former, formerOf, nothingFormer, type Snapshot } from './derive/former.ts';
import { downPath } from './down-file.ts';

export interface WrittenDown {
  readonly path: string;
  /** Whether it takes everything back; otherwise it says what a person must write. */
  readonly complete: boolean;
}

/**
 * Derives the down file of a migration, from its statements and drizzle-kit's snapshots before and after it.
 *
 * @throws OperationError `NOT_FOUND` when there is no such migration, `MIGRATIONS_INVALID` when it is not SQL.
 */
export async function writeDown(folder: string, tag: string): Promise<WrittenDown> {
  const migration = readMigrations(folder).find((each) => each.tag === tag);
  if (migration === undefined) {
    throw new OperationError('NOT_FOUND', `There is no migration ${tag}. Nothing was written.`);
  }
  try {
    const { text, complete } = await downText(migration, await formerFrom(folder, tag));
    const path = downPath(folder, migration);
    writeFileSync(path, text);
    return { path, complete };
  } catch (cause) {
    throw new OperationError(
      'MIGRATIONS_INVALID',
      `What takes ${tag} back cannot be derived: ${String(cause)}. Nothing was written.`,
      { cause },
    );
  }
}

async function formerFrom(folder: string, tag: string): Promise<Former> {
  const [number = ''] = tag.split('_', 1);
  const before = snapshot(folder, String(Number(number) - 1).padStart(number.length, '0'));
  const after = snapshot(folder, number);
  return before === undefined || after === undefined ? nothingFormer : formerOf(before, after);
}

function snapshot(folder: string, number: string): Snapshot | undefined {
  const path = join(folder, 'meta', `${number}_snapshot.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Snapshot) : undefined;
}
