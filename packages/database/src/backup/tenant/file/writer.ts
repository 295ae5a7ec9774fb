import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { End, Header, ReferenceLine, RowLine } from './lines.ts';

/** Characters that are compressed at once. */
const chunkSize = 65_536;

/**
 * Writes the file of a tenant, a line at a time; it has its name only when it is complete.
 *
 * @param lines in the order of the file, without its end.
 * @returns the end: how many rows of each table there are, and the digest.
 * @throws Error of the file system, or what `lines` throws.
 */
export async function writeTenantFile(
  path: string,
  header: Header,
  lines: AsyncIterable<ReferenceLine | RowLine>,
): Promise<End> {
  // One that a killed export left is not in the way of the next.
  const partial = `${path}.${randomUUID().slice(0, 8)}.partial`;
  const remove = () => rmSync(partial, { force: true });
  const file = createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true });
  process.once('exit', remove);
  try {
    let end: End | undefined;
    const text = inChunks(asText(header, lines, (its) => (end = its)));
    await pipeline(Readable.from(text), createGzip({ level: 6 }), file);
    await rename(partial, path);
    return end!;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  } finally {
    process.off('exit', remove);
  }
}

async function* asText(
  header: Header,
  lines: AsyncIterable<ReferenceLine | RowLine>,
  onEnd: (end: End) => void,
): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const rows: Record<string, number> = Object.fromEntries(
    header.tables.map(({ name }) => [name, 0]),
  );
  const hashed = (line: object) => {
    const text = `${JSON.stringify(line)}\n`;
    hash.update(text);
    return text;
  };
  yield hashed(header);
  for await (const line of lines) {
    if ('table' in line) rows[line.table] = (rows[line.table] ?? 0) + 1;
    yield hashed(line);
  }
  const end = { rows, sha256: hash.digest('hex') };
  onEnd(end);
  yield `${JSON.stringify({ end })}\n`;
}

/** Fewer and larger pieces: each costs the stream something. */
async function* inChunks(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let chunk = '';
  for await (const text of texts) {
    chunk += text;
    if (chunk.length < chunkSize) continue;
    yield Buffer.from(chunk, 'utf8');
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk, 'utf8');
}
