import type { IdType } from '../../src/index.ts';
import type { KeyedTenants } from './keyed-schema.ts';

/** Texts that something on the way could take for another one, or for more than an id. */
const texts = [
  `O'Neil \\' "x"; drop table projects; --`,
  `o'neil \\' "x"; drop table projects; --`,
  'caf\u00E9',
  'cafe\u0301',
  '1',
  '01',
  ' 1',
  '1 ',
  '\uFF11',
  '\u{1F98A}',
  '%',
  '_',
  '\\',
  'null',
  'NULL',
  '{}',
  '{"a":1}',
  '$1',
  '$$',
  ':id',
  '../..',
  '0191D6A0-0000-7000-8000-00000000000A',
  '0191d6a0-0000-7000-8000-00000000000a',
  '\u{1F98A}'.repeat(200),
];

// Neighbours that are one number in JavaScript, and what a sign or the last digit tells apart.
const bigints = [
  '9007199254740993',
  '9007199254740992',
  '1',
  '-1',
  '0',
  '10',
  '9223372036854775807',
  '-9223372036854775808',
];

export const keyedTenants: Readonly<Record<Exclude<IdType, 'uuid'>, KeyedTenants>> = {
  bigint: {
    tenantKeyType: 'bigint',
    userIdType: 'bigint',
    organizations: bigints,
    users: ['1', '9007199254740992', '9007199254740993'],
  },
  integer: {
    tenantKeyType: 'integer',
    userIdType: 'uuid',
    organizations: ['1', '-1', '0', '10', '2147483647', '-2147483648'],
    users: ['0191d6a0-0000-7000-8000-00000000000c', '0191d6a0-0000-7000-8000-00000000000d'],
  },
  text: {
    tenantKeyType: 'text',
    userIdType: 'text',
    organizations: texts,
    users: [`alice"o'\\hara`, 'Alice', 'alice'],
  },
};

/** An id of each type, as it is canonical there; where one is canonical for two types, they differ by more than it. */
export const idOf: Readonly<Record<IdType, string>> = {
  uuid: '0191d6a0-0000-7000-8000-00000000000a',
  bigint: '1',
  integer: '1',
  text: '1',
};
