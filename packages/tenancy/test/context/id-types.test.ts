import { describe, expect, test } from 'vitest';
import { ids } from '../../src/context/id-types.ts';
import {
  createTenantContexts,
  getTenantContext,
  TenantClient,
  TenantContextInvalidError,
  type IdType,
} from '../../src/index.ts';
import { compileRls } from '../../src/policies.ts';
import { tables } from '../support/schema.ts';

/** What the server would read as one number, and other things that are none. */
const otherSpellings = [
  '',
  '01',
  '+1',
  '-0',
  '--1',
  ' 1',
  '1 ',
  '1\n',
  '1\0',
  '\u00A01',
  '1e3',
  '1.0',
  '1.',
  '1_000',
  '1,000',
  '0x1',
  '0b1',
  '1n',
  '\uFF11',
  '\u0661',
  '\u2212 1',
  '\u22121',
  'NaN',
  'Infinity',
  'null',
  "1'",
  '1; select 1',
  '1,,',
  '9'.repeat(20),
  '9'.repeat(100_000),
];
const noTexts = [
  1,
  1n,
  1.5,
  true,
  null,
  ['1'],
  { toString: () => '1' },
  new String('1'),
  Symbol.iterator,
];

const refused: Record<IdType, readonly unknown[]> = {
  uuid: [
    '',
    '1',
    'acme',
    '0191d6a0-0000-7000-8000-00000000000',
    '0191d6a0-0000-7000-8000-00000000000g',
  ],
  bigint: [...otherSpellings, '9223372036854775808', '-9223372036854775809'],
  integer: [...otherSpellings, '2147483648', '-2147483649', '4294967297'],
  text: [
    '',
    'a,b',
    ',',
    'acme,,',
    ...['\0', '\t', '\n', '\r', '\u001F', '\u007F', '\u0085', '\u009F'].map((c) => `a${c}b`),
    'acme\n',
    '\uD800',
    'a\uDC00',
    '\uDC00\uD800',
    'x'.repeat(201),
    '\u{1F98A}'.repeat(201),
  ],
};

const accepted: Record<IdType, readonly string[]> = {
  uuid: ['0191d6a0-0000-7000-8000-00000000000a'],
  bigint: ['0', '1', '-1', '42', '9007199254740993', '9223372036854775807', '-9223372036854775808'],
  integer: ['0', '1', '-1', '42', '2147483647', '-2147483648'],
  text: [
    'acme',
    'Acme',
    ' ',
    '01',
    `O'Neil \\" $1`,
    'cafe\u0301',
    '\uFF0C',
    '\u{1F98A}'.repeat(200),
  ],
};

const types = Object.keys(ids) as IdType[];

describe.each(types)('an id of the type %s', (type) => {
  const { withTenant, withUser } = createTenantContexts({ tenantKeyType: type, userIdType: type });
  const [id] = accepted[type] as [string];

  test.each(accepted[type])('%j is one, as it stands', async (given) => {
    const { organizationId, userId } = await withTenant(
      { organizationId: given, userId: given },
      getTenantContext,
    );
    expect([organizationId, userId]).toEqual([given, given]);
    expect((await withUser({ userId: given }, getTenantContext)).userId).toBe(given);
  });

  test('what is none is refused in every place, and nothing is run', async () => {
    let called = false;
    const fn = () => (called = true);
    for (const given of [...refused[type], ...noTexts]) {
      const wrong = given as string;
      for (const attempt of [
        withTenant({ organizationId: wrong }, fn),
        withTenant({ organizationId: id, userId: wrong }, fn),
        withTenant({ organizationId: id, portalUserId: wrong }, fn),
        withUser({ userId: wrong }, fn),
      ]) {
        await expect(attempt).rejects.toThrow(TenantContextInvalidError);
      }
    }
    expect(called).toBe(false);
  });
});

test('an upper-case UUID is the same organization, an upper-case text another one', async () => {
  const given = { organizationId: '0191D6A0-0000-7000-8000-00000000000A' };
  const entered = (tenantKeyType: IdType) =>
    createTenantContexts({ tenantKeyType }).withTenant(given, getTenantContext);
  expect((await entered('uuid')).organizationId).toBe(given.organizationId.toLowerCase());
  expect((await entered('text')).organizationId).toBe(given.organizationId);
});

test('a type that there is not is refused wherever it is given', () => {
  for (const type of ['serial', 'constructor', '', null]) {
    const wrong = { tenantKeyType: type as IdType };
    expect(() => createTenantContexts(wrong)).toThrow(TypeError);
    expect(() => compileRls({ schema: tables, ...wrong })).toThrow(TypeError);
    expect(() => new TenantClient({} as never, wrong)).toThrow(TypeError);
  }
});
