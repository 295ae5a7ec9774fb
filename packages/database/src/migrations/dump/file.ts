import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { OperationError } from '../../environment/errors.ts';
import type { Schema } from './object.ts';
import { parseSchema } from './text.ts';

/** The kit's own dump, beside its migrations. */
export function kitSchemaFile(): string {
  return fileURLToPath(new URL('../schema.json', import.meta.url));
}

/**
 * Reads a dump.
 *
 * @throws OperationError `MIGRATIONS_INVALID` when there is none, or it is malformed.
 */
export function readSchemaFile(path: string): Schema {
  if (existsSync(path)) return parseSchema(readFileSync(path, 'utf8'));
  throw new OperationError(
    'MIGRATIONS_INVALID',
    `There is no dump of the schema at ${path}. Nothing was changed. Run db:generate, or restore the file from ` +
      'version control.',
  );
}
