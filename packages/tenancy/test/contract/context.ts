import { describe, expect, test } from 'vitest';
import {
  TenantContextInvalidError,
  TenantContextMissingError,
  withTenant,
  withUser,
} from '../../src/index.ts';
import { acme, projects } from '../support/schema.ts';
import type { Fixture } from './fixture.ts';

export function contextContract({ db, inAcme, inGlobex, names }: Fixture): void {
  describe('context', () => {
    test('a statement sees its tenant and nobody else', async () => {
      expect(await inAcme(names)).toEqual(['Acme 1', 'Acme 2', 'Acme 3']);
      expect(await inGlobex(names)).toEqual(['Globex 1', 'Globex 2', 'Globex 3']);
    });

    test('without a context nothing is sent', async () => {
      await expect(names()).rejects.toThrow(TenantContextMissingError);
    });

    test.each([
      [{ organizationId: 'acme' }],
      [{ organizationId: '' }],
      [{}],
      [{ organizationId: acme.id, tenant: 'x' }],
      [{ organizationId: acme.id, userId: '1 or 1=1' }],
      [{ organizationId: acme.id, userId: undefined }],
      [null],
    ])('a malformed context is refused: %j', async (context) => {
      let called = false;
      const attempt = withTenant(context as never, () => (called = true));
      await expect(attempt).rejects.toThrow(TenantContextInvalidError);
      expect(called).toBe(false);
    });

    test('an upper-case id is the same tenant', async () => {
      const context = { organizationId: acme.id.toUpperCase() };
      expect(await withTenant(context, names)).toHaveLength(3);
    });

    test('nested contexts restore the outer one', async () => {
      await inAcme(async () => {
        expect(await inGlobex(names)).toContain('Globex 1');
        expect(await names()).toContain('Acme 1');
      });
    });

    test('a builder that is returned runs in the context', async () => {
      const rows = await inAcme(() => db().select().from(projects));
      expect(rows).toHaveLength(3);
    });

    test('a person without an organization sees no tenant row', async () => {
      expect(await withUser({ userId: acme.id }, names)).toEqual([]);
    });

    test('contexts side by side never mix', async () => {
      const runs = Array.from({ length: 60 }, (_, i) => (i % 2 ? inAcme(names) : inGlobex(names)));
      for (const [i, found] of (await Promise.all(runs)).entries()) {
        expect(found.every((n) => n.startsWith(i % 2 ? 'Acme' : 'Globex'))).toBe(true);
      }
    });
  });
}
