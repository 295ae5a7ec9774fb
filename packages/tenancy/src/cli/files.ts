import {
  accessSync,
  constants,
  existsSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
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

/** Writes a file that is not there: one that somebody made in the meantime is left as it is. */
export function writeNew({ path }: OutputFile, text: string): void {
  writeFileSync(path, text, { flag: 'wx' });
}

/** Writes all of it or nothing; to what is no file, as /dev/stdout is, straight. */
export function writeWhole({ path }: OutputFile, text: string): void {
  if (existsSync(path) && !statSync(path).isFile()) return writeFileSync(path, text);
  const target = existsSync(path) ? realpathSync(path) : path;
  const draft = `${target}.${process.pid}.tmp`;
  writeFileSync(draft, text);
  renameSync(draft, target);
}

/**
 * The way to a file from the root of its repository, with slashes: what code scanning knows it by. Its absolute path where
 * there is no repository around it, and it is not below `folder` either.
 */
export function repositoryPath(folder: string, path: string): string {
  const way = relative(repositoryOf(dirname(path)) ?? folder, path);
  return way.startsWith('..') || isAbsolute(way) ? path : way.split(sep).join('/');
}

function repositoryOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : repositoryOf(parent);
}
