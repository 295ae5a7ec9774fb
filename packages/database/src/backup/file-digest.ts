import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** SHA-256 of a file in hex, and its size. Reads all of it, a little at a time. */
export async function fileDigest(
  path: string,
  onBytes?: (done: number, total: number) => void,
): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const { size } = await stat(path);
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    onBytes?.(bytes, size);
  }
  return { sha256: hash.digest('hex'), bytes };
}
