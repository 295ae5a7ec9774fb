import type { Column } from '../../../catalog/catalog.ts';
import { quoteLiteral } from '../../../catalog/quote.ts';
import { factsOf } from './facts.ts';
import type { Compared } from '../mine/hints.ts';
import { randomOf } from '../random.ts';
import type { Candidate } from '../solve/problem.ts';
import type { Target } from '../plan/targets.ts';
import { candidatesOf } from '../values/candidates.ts';
import { isNumber } from '../values/numbers.ts';
import { isTime } from '../values/times.ts';

/** How many values are the likeliest. */
const few = 9;

/** Whose value it is. */
export interface Whose {
  /** "prove-own-3f9c2a-1". */
  readonly marker: string;
  readonly ordinal: number;
  /** True: no other row has it, even where no key demands that. */
  readonly distinct?: boolean;
}

/** Values that a column may have that no foreign key decides: its default, what fits it, what it is compared with. */
export function columnValues(
  target: Target,
  column: Column,
  whose: Whose,
  fewer: boolean,
): readonly Candidate[] {
  const { name, base } = column;
  const facts = factsOf(target);
  const hints = facts.hints(column);
  const random = randomOf(`${whose.marker} ${target.table.ident} ${name} ${whose.ordinal}`);
  const distinct = whose.distinct ?? facts.keyed.has(name);
  const values = candidatesOf(base, { ...whose, random, name, distinct, hints, fewer }).map(plain);
  const compared = hints.compared.flatMap((one) => derived(one, base.name));
  const all = [
    ...defaultOf(target, column),
    ...values.slice(0, 1),
    ...compared,
    ...values.slice(1),
  ];
  return fewer ? all.slice(0, few) : all;
}

function defaultOf({ into }: Target, column: Column): readonly Candidate[] {
  if (column.default !== undefined) return [plain(column.default)];
  if (column.identity === undefined) return [];
  const sequence = `pg_catalog.pg_get_serial_sequence(${quoteLiteral(into.ident)}, ${quoteLiteral(column.name)})`;
  return [plain(`pg_catalog.nextval(${sequence})`)];
}

/** What satisfies a comparison: the other side of it, or a step beyond. */
function derived({ operator, sql, needs }: Compared, type: string): readonly Candidate[] {
  if (operator === '=' || operator === '>=' || operator === '<=') return [{ sql, needs }];
  const sign = { '>': '+', '<': '-' }[operator];
  const step =
    type === 'money'
      ? '1::money'
      : isNumber(type)
        ? '1'
        : isTime(type)
          ? `interval '1 hour'`
          : undefined;
  if (sign === undefined || step === undefined) return [];
  const beyond = `(${sql}) ${sign} ${type === 'date' ? `interval '1 day'` : step}`;
  return [{ sql: beyond, needs }];
}

function plain(sql: string): Candidate {
  return { sql, needs: [] };
}
