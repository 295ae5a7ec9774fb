import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { goodBackups, toRemove } from '../../../src/backup/whole/retention.ts';

const now = new Date('2026-03-31T12:00:00Z');
const daysAgo = (days: number) => ({
  dump: `${days}.dump`,
  takenAt: new Date(now.getTime() - days * 86_400_000),
});
const backups = [5, 0, 40, 1, 20].map(daysAgo);

test.each([
  [{}, []],
  [{ keep: 2 }, [5, 20, 40]],
  [{ keep: 9 }, []],
  [{ keepDays: 10 }, [20, 40]],
  // One that either of them keeps stays.
  [{ keep: 4, keepDays: 10 }, [40]],
  [{ keep: 1, keepDays: 5 }, [20, 40]],
])('%j', (retention, removed) => {
  expect(toRemove(backups, retention, now).map(({ dump }) => dump)).toEqual(
    removed.map((days) => `${days}.dump`),
  );
});

test('the only good one never goes, however old it is', () => {
  expect(toRemove([daysAgo(900)], { keep: 1, keepDays: 1 }, now)).toEqual([]);
});

test('only those of this database with a manifest that fits are good', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'startkit-retention-'));
  const origin = { host: 'db', port: 5432, database: 'product' };
  const write = (name: string, manifest: object | undefined) => {
    writeFileSync(join(folder, name), 'dump');
    if (manifest) writeFileSync(join(folder, `${name}.json`), JSON.stringify(manifest));
  };
  const manifest = {
    format: 'startkit-backup',
    version: 1,
    ...origin,
    serverVersion: '18.1',
    serverMajor: 18,
    takenAt: now.toISOString(),
    seconds: 1,
    program: 'pg_dump 18.1',
    programMajor: 18,
    bytes: 4,
    sha256: '0'.repeat(64),
    databaseBytes: 1,
    roles: [],
    leftOut: [],
    tables: [],
  };
  try {
    write('good.dump', manifest);
    write('interrupted.dump', undefined);
    write('cut.dump', { ...manifest, bytes: 5 });
    write('other.dump', { ...manifest, database: 'other' });
    write('elsewhere.dump', { ...manifest, host: 'replica' });
    write('future.dump', { ...manifest, version: 2 });
    write('good.dump.partial', undefined);
    const good = await goodBackups(folder, origin);
    expect(good).toEqual([{ dump: join(folder, 'good.dump'), takenAt: now }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
