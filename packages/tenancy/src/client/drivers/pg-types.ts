import types from 'pg-types';
import type { TypeParsers } from '../driver.ts';

// Typed for the built-in types only; every OID is fine, an unknown one stays text.
const parserOf = types.getTypeParser as (oid: number, format: 'text') => (text: string) => unknown;

/** node-postgres' parsers, for every driver: a statement gives the same values on each. */
export const pgTypes: TypeParsers = {
  getTypeParser: (oid) => parserOf(oid, 'text'),
};
