import { accessSync, constants, existsSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { ConfigurationError } from '../config/error.ts';

/** A file that a command will write. */
export interface OutputFile {
  readonly path: string;
  /** As it was named. */
  readonly shown: string;
}

/**
 * A file to write, looked at before the work begins and not after it.
 *
 * @throws ConfigurationError when it could not be written.
 */
export function outputFile(folder: string, name: string): OutputFile {
  const path = resolve(folder, name);
  const parent = dirname(path);
  if (!existsSync(parent)) throw new ConfigurationError(`${name}: there is no folder ${parent}.`);
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new ConfigurationError(`${name} is a folder.`);
  }
  try {
    accessSync(parent, constants.W_OK);
  } catch (cause) {
    throw new ConfigurationError(`${name} cannot be written: ${(cause as Error).message}`, {
      cause,
    });
  }
  return { path, shown: name };
}

/** A file that must not be there yet. @throws ConfigurationError when it is, or could not be written. */
export function newFile(folder: string, name: string): OutputFile {
  const file = outputFile(folder, name);
  if (!existsSync(file.path)) return file;
  throw new ConfigurationError(`${name} is there already. It was left as it is.`);
}

/** Writes all of it or nothing. */
export function writeWhole({ path }: OutputFile, text: string): void {
  const draft = `${path}.${process.pid}.tmp`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}

/** The way to a file from a folder, with slashes, as repositories write it; its absolute path when it leads out. */
export function repositoryPath(folder: string, path: string): string {
  const way = relative(folder, path);
  return way.startsWith('..') || isAbsolute(way) ? path : way.split(sep).join('/');
}
