import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lifetime } from '../../src/context/signature.ts';
import {
  contextEncoder,
  createTenantContexts,
  getTenantContext,
  parseContextSecret,
  TenantContextInvalidError,
  type TenantContext,
} from '../../src/index.ts';
import { secret } from '../support/schema.ts';

describe('the signed text', () => {
  const { id, key } = parseContextSecret(secret);
  const handMade = (given: Partial<TenantContext>): TenantContext => ({
    organizationId: 'acme',
    userId: null,
    portalUserId: null,
    isSuperadmin: false,
    ...given,
  });

  test.each([
    { organizationId: 'acme,alice' },
    { organizationId: '' },
    { userId: 'alice,,true' },
    { userId: '' },
    { portalUserId: 'pat,true' },
    { isSuperadmin: 'false,true' as never },
  ])('is made of no part that the server would read as another one: %j', (given) => {
    for (const by of [{ id, key }, undefined]) {
      const encode = contextEncoder('startkit_app', by);
      expect(() => encode(handMade(given))).toThrow(TenantContextInvalidError);
      expect(() => contextEncoder('a,b', by)(handMade({}))).toThrow(TenantContextInvalidError);
    }
  });

  test('has the parts that were entered, whatever they are', async () => {
    const { withTenant } = createTenantContexts({ tenantKeyType: 'text', userIdType: 'text' });
    const encode = contextEncoder('startkit_app', { id, key });
    const text = fc.string({ unit: 'grapheme', maxLength: 220 });
    await fc.assert(
      fc.asyncProperty(text, text, async (organizationId, userId) => {
        const entered = withTenant({ organizationId, userId }, getTenantContext);
        const context = await entered.catch((error: unknown) => error);
        if (context instanceof TenantContextInvalidError) return;
        const parts = encode(context as TenantContext).split(',');
        const until = Math.floor(Date.now() / 1000) + lifetime;
        expect(parts).toHaveLength(8);
        expect(Math.abs(Number(parts[1]) - until)).toBeLessThan(lifetime);
        expect(parts.slice(2, -1)).toEqual(['startkit_app', organizationId, userId, '', 'false']);
      }),
    );
  });
});
