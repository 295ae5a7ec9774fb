import type { Column, TypeInfo } from '../../../catalog/catalog.ts';
import { keyConditions, rowConditions } from './conditions.ts';
import { hintsIn, type About, type Hints } from '../mine/hints.ts';
import { columnsIn, tokensOf } from '../mine/tokens.ts';
import type { Condition } from '../solve/problem.ts';
import type { Target } from '../plan/targets.ts';

/** What is the same for every row of a target. */
export interface Facts {
  readonly rowConditions: readonly Condition[];
  readonly keyConditions: readonly Condition[];
  /** Columns that a condition on the row mentions, apart from its being there. */
  readonly conditioned: ReadonlySet<string>;
  /** Columns of keys. */
  readonly keyed: ReadonlySet<string>;
  hints(column: Column): Hints;
}

const known = new WeakMap<Target, Facts>();

export function factsOf(target: Target): Facts {
  const facts = known.get(target) ?? readFacts(target);
  known.set(target, facts);
  return facts;
}

function readFacts(target: Target): Facts {
  const conditions = rowConditions(target);
  const keys = keyConditions(target);
  const names = target.columns.map(({ name }) => name);
  const isMentioned = (name: string) =>
    [...conditions, ...keys].some(({ columns }) => columns.includes(name));
  // What a generated column is made of is conditioned by what it must be.
  const madeOf = target.columns
    .filter(({ name }) => isMentioned(name))
    .flatMap(({ expression = '' }) => columnsIn(expression, names));
  const onRow = conditions.filter(({ name }) => !name.endsWith(' not null'));
  const hints = new Map<string, Hints>();
  return {
    rowConditions: conditions,
    keyConditions: keys,
    conditioned: new Set([...madeOf, ...onRow.flatMap(({ columns }) => columns)]),
    keyed: new Set(keys.flatMap(({ columns }) => columns)),
    hints(column) {
      const its = hints.get(column.name) ?? hintsIn(aboutColumn(target, column, conditions), names);
      hints.set(column.name, its);
      return its;
    },
  };
}

function aboutColumn(
  { table }: Target,
  { name, base }: Column,
  conditions: readonly Condition[],
): readonly About[] {
  const partial = [...table.uniques, ...table.exclusions].flatMap(({ where }) => where ?? []);
  return [
    ...conditions.filter(({ columns }) => columns.includes(name)).map(({ sql }) => ({ sql, name })),
    ...partial.map((sql) => ({ sql, name })),
    ...checksWithin(base).map((sql) => ({ sql, name: 'VALUE' })),
  ];
}

/** Checks of the domains in a type, however deep. */
function checksWithin({ domainChecks, of, attributes }: TypeInfo): readonly string[] {
  return [
    ...domainChecks,
    ...(of ? checksWithin(of) : []),
    ...attributes.flatMap(({ type }) => checksWithin(type)),
  ];
}

/** Whether a default is the same for every row. */
export function isConstant(sql: string): boolean {
  const tokens = tokensOf(sql);
  return !tokens.some(({ kind }, at) => kind === 'name' && tokens[at + 1]?.kind === 'open');
}
