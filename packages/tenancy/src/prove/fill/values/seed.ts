import { quoteLiteral } from '../../../catalog/quote.ts';
import type { Hints } from '../mine/hints.ts';
import type { Random } from '../random.ts';
import { familyOf, typeNameOf } from './type-name.ts';

/** What a column's values are made from. */
export interface Seed {
  /** "prove-foreign-3f9c2a-1": tells whose row a text is from. No two rows of a table have the same. */
  readonly marker: string;
  /** 1, 2, 3...: the rows of a table, in the order in which they are made. */
  readonly ordinal: number;
  readonly random: Random;
  /** The column's name: what its values are called says what they look like. */
  readonly name: string;
  /** True when no other row may have the same value, as far as one column decides that. */
  readonly distinct: boolean;
  readonly hints: Hints;
}

export const noHints: Hints = { literals: [], numbers: [], patterns: [], compared: [], paths: [] };

/** Literals of the conditions that are values of the type, as SQL. */
export function minedLiterals({ hints }: Seed, type: string): readonly string[] {
  return hints.literals
    .filter((literal) => fits(literal.type, type))
    .map(({ text }) => quoteLiteral(text));
}

function fits(literal: string, type: string): boolean {
  const family = familyOf(type);
  if (family !== undefined) return familyOf(literal) === family;
  return (
    typeNameOf(literal).name === typeNameOf(type).name &&
    literal.endsWith('[]') === type.endsWith('[]')
  );
}
