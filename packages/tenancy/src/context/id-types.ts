import { z } from 'zod';

/*
 * What ids are. Each has one canonical text, so that two texts are two ids, here and on the server: the engine compares
 * and signs texts, the policies compare values. `bigint` of '01' would be 1, and so would '+1' and ' 1'.
 */

/** The type of an id's column: `integer` is for smallint too, `text` for varchar. */
export type IdType = 'uuid' | 'bigint' | 'integer' | 'text';

/** What types a database's ids are of. */
export interface IdTypes {
  /** An organization's. Default: uuid. */
  readonly tenantKeyType?: IdType | undefined;
  /** A user's, members' and portal users' alike. Default: uuid. */
  readonly userIdType?: IdType | undefined;
}

/**
 * Both, where one goes without saying.
 *
 * @throws TypeError when one is no {@link IdType}: a configuration may be JavaScript.
 */
export function idTypesOf({
  tenantKeyType = 'uuid',
  userIdType = 'uuid',
}: IdTypes): Readonly<Record<keyof IdTypes, IdType>> {
  const types = { tenantKeyType, userIdType };
  for (const [name, type] of Object.entries<string>(types)) {
    if (isIdType(type)) continue;
    throw new TypeError(`${name} is ${type}: it is one of ${Object.keys(ids).join(', ')}.`);
  }
  return types;
}

/** Whether a column of this type, as PostgreSQL calls it, can hold the ids of a context. */
export function isIdType(type: string): type is IdType {
  return Object.hasOwn(ids, type);
}

export function sameIdTypes(a: IdTypes, b: IdTypes): boolean {
  const { tenantKeyType = 'uuid', userIdType = 'uuid' } = a;
  return tenantKeyType === (b.tenantKeyType ?? 'uuid') && userIdType === (b.userIdType ?? 'uuid');
}

const decimal = /^(?:0|-?[1-9][0-9]{0,18})$/;

const isWhole = (bits: number) => (text: string) =>
  decimal.test(text) && BigInt.asIntN(bits, BigInt(text)) === BigInt(text);

const given = () => z.string('must be text: of a number, String(id)');

/** Of each type, what an id is as text. Gives back the canonical one. */
export const ids: Readonly<Record<IdType, z.ZodType<string>>> = {
  uuid: z.uuid('must be a UUID').transform((value) => value.toLowerCase()),
  bigint: given().refine(isWhole(64), 'must be a bigint as PostgreSQL writes it: 42, not 042'),
  integer: given().refine(isWhole(32), 'must be an integer as PostgreSQL writes it: 42, not 042'),
  // A comma ends a part of what is signed. Half a surrogate pair would be signed as U+FFFD, whichever half it is.
  text: given().regex(
    /^[^,\p{Cc}\p{Cs}]{1,200}$/u,
    'must be 1 to 200 characters, none of them a comma or a control character',
  ),
};
