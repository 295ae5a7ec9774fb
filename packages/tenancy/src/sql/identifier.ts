import { StatementError } from '../errors/client.ts';
import { SqlFragment } from './fragment.ts';

/** The server cuts off what is longer, without an error: two names would be one. */
const maxBytes = 63;

/**
 * A quoted name: of a table, a column, or, with its schema before it, of either.
 *
 * @param name one, or several that belong together: `['public', 'projects']`.
 * @throws StatementError when one is empty, longer than 63 bytes, or has a NUL character.
 */
export function identifier(name: string | readonly string[]): SqlFragment {
  const names: readonly unknown[] = typeof name === 'string' ? [name] : name;
  if (!Array.isArray(names) || names.length === 0) refuse();
  return new SqlFragment([names.map(quoted).join('.')], []);
}

function quoted(name: unknown): string {
  if (typeof name !== 'string' || name.includes('\0')) refuse();
  const bytes = Buffer.byteLength(name);
  if (bytes === 0 || bytes > maxBytes) refuse();
  return `"${name.replaceAll('"', '""')}"`;
}

function refuse(): never {
  throw new StatementError(
    `An identifier is a text of 1 to ${maxBytes} bytes without NUL, or several in an array. Nothing was sent.`,
  );
}
