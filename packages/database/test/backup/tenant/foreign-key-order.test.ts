import { expect, test } from 'vitest';
import { inReferenceOrder } from '../../../src/backup/tenant/plan/foreign-key-order.ts';

function order(links: Readonly<Record<string, readonly string[]>>) {
  return inReferenceOrder(Object.keys(links), (name) => links[name] ?? []);
}

test('each comes after those it refers to', () => {
  expect(
    order({ lines: ['orders', 'skus'], orders: ['customers'], skus: [], customers: [] }),
  ).toEqual([['customers'], ['orders'], ['skus'], ['lines']]);
});

test('those in a circle are one group; whoever refers to itself is none', () => {
  expect(
    order({ leaf: ['b'], a: ['b'], b: ['c'], c: ['a', 'root'], tree: ['tree'], root: [] }),
  ).toEqual([['root'], ['a', 'b', 'c'], ['leaf'], ['tree']]);
});

test('what is not among them does not matter', () => {
  expect(order({ members: ['users'] })).toEqual([['members']]);
});
