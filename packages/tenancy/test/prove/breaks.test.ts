import { afterAll, beforeAll, expect, test } from 'vitest';
import { ATTACKS } from '../../src/prove/attacks.ts';
import { safeDatabase, type SafeDatabase } from '../proof/safe-database.ts';
import { breaks } from './breaks/all.ts';
import { changes } from './breaks/harmless.ts';
import { filledOnce, type FilledOnce } from './support/filled-once.ts';

let safe: SafeDatabase;
let filled: FilledOnce;

beforeAll(async () => {
  safe = await safeDatabase();
  filled = await filledOnce(safe);
});
afterAll(async () => {
  await filled.end();
  await safe.close();
});

test.each(breaks.map((each) => [each.name, each] as const))(
  '%s',
  async (_, { sql, leaks, subject = 'member', config = (same) => same }) => {
    const { app, staff } = safe.roles;
    const expected = leaks.map((leak) =>
      leak.replace('STAFF', `role ${staff}`).replace('APP', `role ${app}`),
    );
    const attacks = [...new Set(expected.map((leak) => leak.split(' ')[0] ?? ''))];
    const attempts = await filled.attack(sql(safe.roles), config(safe.config), attacks);
    const found = attempts
      .filter((attempt) => attempt.outcome === 'leak' && attempt.subject.endsWith(subject))
      .map(({ attack, object }) => `${attack} ${object}`);
    expect([...new Set(found)]).toEqual(expect.arrayContaining(expected));
  },
);

test.each(changes.map((each) => [each.name, each] as const))(
  '%s',
  async (_, { sql, outcomes, config = (same) => same }) => {
    const attacks = Object.keys(outcomes).map((each) => each.split(' ')[0] ?? '');
    const attempts = await filled.attack(sql(safe.roles), config(safe.config), attacks);
    const found = attempts
      .filter(({ subject }) => subject === 'member' || attacks.includes('lock-table'))
      .map(({ attack, object, outcome }) => [`${attack} ${object}`, outcome] as const)
      .filter(([what]) => what in outcomes);
    expect(Object.fromEntries(found)).toEqual(outcomes);
  },
);

test('every attack has a break that it finds', () => {
  const found = new Set(breaks.flatMap(({ leaks }) => leaks.map((leak) => leak.split(' ')[0])));
  // Sessions are poisoned through logins: see login.test.ts. Locking a table is accepted: it is PostgreSQL's.
  expect(ATTACKS.map(({ name }) => name).filter((name) => !found.has(name))).toEqual([
    'poison',
    'lock-table',
  ]);
});
