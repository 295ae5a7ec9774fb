import { createHash } from 'node:crypto';

const seedTime = Date.UTC(2025, 0, 1);

/**
 * The id of the seeded row `name` of `table`: always the same, so that a second run finds its rows.
 *
 * It has the shape of a UUIDv7, as the database makes them (a v5 would not sort with them): the
 * time is a constant, what is random otherwise is a hash of table and name.
 */
export function seedId(table: string, name: string): string {
  const bytes = createHash('sha256').update(`${table}/${name}`).digest().subarray(0, 16);
  bytes.writeUIntBE(seedTime, 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
