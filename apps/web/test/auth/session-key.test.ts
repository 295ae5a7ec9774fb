import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { keyIn } from '../../src/auth/session-key.ts';

describe('the session key', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'session-key-')), '.startkit');
  });

  it('is made once, and kept', () => {
    const key = keyIn(folder);
    expect(key).toHaveLength(32);
    expect(keyIn(folder)).toEqual(key);
  });

  it('is another one in another place, and readable by its owner only', () => {
    const key = keyIn(folder);
    expect(keyIn(join(folder, 'other'))).not.toEqual(key);
    const file = join(folder, 'web-session.key');
    expect(readFileSync(file)).toEqual(key);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is refused when the file holds something else: an empty key signs for anybody', () => {
    keyIn(folder);
    writeFileSync(join(folder, 'web-session.key'), '');
    expect(() => keyIn(folder)).toThrow(/not a session key/);
  });
});
