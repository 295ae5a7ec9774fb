import { randomBytes, randomUUID } from 'node:crypto';
import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalPostgresError, systemCode } from './errors.ts';

/** The superuser initdb makes. Only this package signs in as it. */
export const SUPERUSER = 'postgres';

/** The passwords of a directory's logins. */
export interface Credentials {
  /** The login's password; one is made when there is none yet. Keep it with `save`. */
  issue(login: string): string;
  /** The login's password, or undefined. */
  find(login: string): string | undefined;
  /** Writes all passwords to the directory, whole or not at all, readable by this user only. */
  save(): Promise<void>;
  /** The text without any of the passwords. */
  redact(text: string): string;
}

/** A new random password: 192 bits, letters, digits, `-` and `_`, so that it needs no quoting anywhere. */
export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

/**
 * The credentials of a directory; empty when it has none yet.
 * @throws LocalPostgresError CREDENTIALS_UNUSABLE when others can read them, or this user cannot
 */
export async function openCredentials(directory: string): Promise<Credentials> {
  const file = join(directory, 'credentials.json');
  const passwords = new Map(Object.entries(await read(file)));
  return {
    issue(login) {
      const password = passwords.get(login) ?? newPassword();
      passwords.set(login, password);
      return password;
    },
    find: (login) => passwords.get(login),
    async save() {
      const temporary = `${file}.${randomUUID()}`;
      const text = `${JSON.stringify(Object.fromEntries(passwords), null, 2)}\n`;
      await writeFile(temporary, text, { mode: 0o600, flag: 'wx', flush: true });
      await rename(temporary, file);
    },
    redact: (text) =>
      [...passwords.values()].reduce((left, password) => left.replaceAll(password, '***'), text),
  };
}

async function read(file: string): Promise<Record<string, string>> {
  try {
    const { mode } = await stat(file);
    if ((mode & 0o077) !== 0) {
      throw unusable(file, 'can be read by other users', `chmod 600 ${file}`);
    }
    return parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof LocalPostgresError) throw error;
    if (systemCode(error) === 'ENOENT') return {};
    const isForeign = systemCode(error) === 'EACCES';
    throw unusable(
      file,
      isForeign ? 'belongs to another user' : 'is not what this program wrote',
      isForeign ? 'Run this as that user' : 'Put the file back as it was',
    );
  }
}

function parse(text: string): Record<string, string> {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError();
  if (!Object.values(value).every((password) => typeof password === 'string' && password !== '')) {
    throw new TypeError();
  }
  return value as Record<string, string>;
}

function unusable(file: string, problem: string, remedy: string): LocalPostgresError {
  return new LocalPostgresError(
    'CREDENTIALS_UNUSABLE',
    `${file} ${problem}. Nothing was changed. ${remedy}; or remove the folder it is in, and the database with it.`,
  );
}
