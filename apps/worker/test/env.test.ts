import { expect, test } from 'vitest';
import { readWorkerEnvironment } from '../src/env.ts';

test('without variables, the defaults', () => {
  const defaults = { projectRetentionDays: 30, concurrency: 4 };
  expect(readWorkerEnvironment({})).toEqual(defaults);
  expect(readWorkerEnvironment({ PROJECT_RETENTION_DAYS: '', WORKER_CONCURRENCY: '' })).toEqual(
    defaults,
  );
});

test('values are read as numbers', () => {
  const environment = { PROJECT_RETENTION_DAYS: '7', WORKER_CONCURRENCY: '2' };
  expect(readWorkerEnvironment(environment)).toEqual({ projectRetentionDays: 7, concurrency: 2 });
});

test.each(['0', '-1', '1.5', 'a month', '9999'])('a retention of "%s" is refused', (value) => {
  expect(() => readWorkerEnvironment({ PROJECT_RETENTION_DAYS: value })).toThrow(
    /^PROJECT_RETENTION_DAYS is .*\nNothing was started/,
  );
});
