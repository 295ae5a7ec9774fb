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
  /** True: only the likeliest values are wanted. */
  readonly fewer: boolean;
}

export const noHints: Hints = { literals: [], numbers: [], patterns: [], compared: [], paths: [] };

/** Literals of the conditions that are values of the type, as SQL. */
export function minedLiterals({ hints }: Seed, type: string): readonly string[] {
  const fitting = hints.literals.filter((literal) => fits(literal.type, type));
  return livelyFirst(fitting.map(({ text }) => text)).map(quoteLiteral);
}

function fits(literal: string, type: string): boolean {
  const family = familyOf(type);
  if (family !== undefined) return familyOf(literal) === family;
  return (
    typeNameOf(literal).name === typeNameOf(type).name &&
    literal.endsWith('[]') === type.endsWith('[]')
  );
}

/** States of rows that are in use before the others: a policy may hide what is deleted or a draft. */
export function livelyFirst(texts: readonly string[]): readonly string[] {
  const isLively = (text: string) =>
    /^(?:active|enabled|published|approved|live|current)$/i.test(text);
  return [...texts.filter(isLively), ...texts.filter((text) => !isLively(text))];
}
