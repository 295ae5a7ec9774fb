import { expect, test } from 'vitest';
import { newTenant } from '../../src/seed/tenant/new-tenant.ts';

const good = {
  slug: 'new-distributor',
  name: 'New Distributor LLC',
  plan: 'starter',
  contact: 'admin@newdistributor.com',
};

test('what is given is a tenant, on the free plan unless another is named', () => {
  expect(newTenant(good)).toEqual(good);
  expect(newTenant({ ...good, plan: undefined })).toEqual({ ...good, plan: 'free' });
});

test.each([
  [{ slug: 'New Distributor' }, '--tenant is a slug'],
  [{ slug: undefined }, '--tenant is a slug'],
  [{ name: ' ' }, '--name is missing'],
  [{ plan: 'gold' }, '--plan is one of free, starter, pro, enterprise'],
  [{ contact: 'nobody' }, '--contact is the address of the owner'],
])('%j is refused', (wrong, problem) => {
  expect(() => newTenant({ ...good, ...wrong })).toThrow(problem);
});

test('everything that is wrong is said at once', () => {
  const nothing = { slug: '', name: '', plan: '', contact: '' };
  expect(() => newTenant(nothing)).toThrow(/--tenant .*; --name .*; --plan .*; --contact /);
});
