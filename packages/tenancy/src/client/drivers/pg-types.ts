import types from 'pg-types';
import type { TypeParsers } from '../driver.ts';

/** node-postgres' parsers, for every driver: a statement gives the same values on each. */
export const pgTypes: TypeParsers = {
  getTypeParser: (oid) => types.getTypeParser(oid, 'text') as (text: string) => unknown,
};
