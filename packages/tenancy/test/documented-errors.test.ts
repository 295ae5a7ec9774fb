import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as tenancy from '../src/index.ts';

type ErrorClass = new (...input: unknown[]) => { readonly code?: string };

/** The code is an instance's; constructors take what happened, in one of two shapes. */
function codeOf(made: ErrorClass): string | undefined {
  try {
    return new made({ code: '00000', message: 'x' }, [], []).code;
  } catch {
    return new made(['x'], [], []).code;
  }
}

// Codes are what callers match on: the guide lists each, and none that is not there.
test('docs/tenant-client.md lists the code of every error', () => {
  const guide = readFileSync(new URL('../../../docs/tenant-client.md', import.meta.url), 'utf8');
  const table = guide.slice(guide.indexOf('## Errors')).matchAll(/`([A-Z]+_[A-Z_]+|ABORTED)`/g);
  const documented = new Set([...table].map(([, code]) => code));
  const codes = Object.values(tenancy)
    .filter((value) => typeof value === 'function' && value.name.endsWith('Error'))
    .map((value) => codeOf(value as ErrorClass));
  const listed = new Set(codes.filter((code) => code !== undefined && code !== 'DATABASE_ERROR'));
  expect(documented).toEqual(listed);
});
