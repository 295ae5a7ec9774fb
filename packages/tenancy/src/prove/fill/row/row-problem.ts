import type { Column, ForeignKey } from '../../../catalog/catalog.ts';
import { quoteIdent } from '../../../catalog/quote.ts';
import type { Side } from '../../types.ts';
import { columnValues } from './column-values.ts';
import { notNullSql } from './conditions.ts';
import { factsOf, isConstant } from './facts.ts';
import { columnsIn } from '../mine/tokens.ts';
import { referenceCondition, referencedValues, type Reference } from './references.ts';
import { withoutCircles } from '../solve/circles.ts';
import type { Candidate, Condition, Problem, Variable } from '../solve/problem.ts';
import type { Target } from '../plan/targets.ts';

/** How many values there are of a column that nothing is demanded of. */
const enough = 20;

/** A row that is to be made. */
export interface Job {
  readonly target: Target;
  readonly side: Side;
  readonly nth: number;
  /** Which of the family's rows it is, from 1; every try counts. */
  readonly ordinal: number;
  /** "prove-own-3f9c2a-1": no other row has it. */
  readonly marker: string;
  /** True: NULL wherever it may be. */
  readonly lean: boolean;
  /** True: values of keys are chosen here, not by the server's defaults. */
  readonly explicit: boolean;
  /** SQL of the values that columns must have. */
  readonly fixed: ReadonlyMap<string, string>;
  /** SQL of the values that columns had best have. */
  readonly preferred: ReadonlyMap<string, string>;
  readonly references: ReadonlyMap<ForeignKey, Reference>;
}

/**
 * The question to the server what the row's columns may be. Columns that are left to their defaults are not in it.
 *
 * @param fewer true: only the likeliest values.
 */
export function rowProblem(job: Job, fewer: boolean): Problem {
  const { target, references } = job;
  const { rowConditions, keyConditions } = factsOf(target);
  const variables = target.columns
    .filter((column) => isAsked(job, column))
    .map((column) => variableOf(job, column, fewer));
  const asked = new Set(variables.map(({ column }) => column));
  const keys = decidingKeys(job).flatMap((key) => {
    const reference = references.get(key);
    return reference ? [referenceCondition(target, key, reference)] : [];
  });
  const conditions = [...rowConditions, ...keyConditions, ...keys].filter(({ columns }) =>
    columns.every((column) => asked.has(column)),
  );
  return {
    variables: withoutCircles(variables.map((one) => shortened(one, conditions))),
    conditions,
  };
}

/** Where nothing but a value is asked for, the first will do; a few more in case the server does not know them. */
function shortened(variable: Variable, conditions: readonly Condition[]): Variable {
  const { column, candidates, nullable } = variable;
  const isFree = conditions.every(
    ({ columns, sql }) => !columns.includes(column) || sql === notNullSql(column),
  );
  if (!isFree || candidates.length <= enough) return variable;
  const none = candidates.filter(({ sql }) => nullable && sql === 'null');
  return { ...variable, candidates: [...new Set([...candidates.slice(0, enough), ...none])] };
}

function isAsked(
  { target, ...job }: Job,
  { name, generated, identity, ...column }: Column,
): boolean {
  const { rowConditions, keyConditions, conditioned, keyed } = factsOf(target);
  const isMentioned = () =>
    [...rowConditions, ...keyConditions].some(({ columns }) => columns.includes(name));
  if (generated) return isMentioned();
  if (column.default === undefined && identity === undefined) return true;
  if (job.fixed.has(name) || job.preferred.has(name) || conditioned.has(name)) return true;
  if (target.table.foreignKeys.some(({ columns }) => columns.includes(name))) return true;
  const selves = [...job.references].filter(([, { itself }]) => itself);
  if (selves.some(([{ referencedColumns }]) => referencedColumns.includes(name))) return true;
  const isShared = identity === undefined && isConstant(column.default ?? '');
  return keyed.has(name) && (job.explicit || isShared);
}

function variableOf(job: Job, column: Column, fewer: boolean): Variable {
  const { name, base, notNull } = column;
  const nullable = !notNull && !base.domainNotNull;
  // An array of a domain is looked for as one of what the domain is on: its checks are conditions, not errors.
  const type = base.kind === 'array' && base.of ? `${base.of.name}[]` : base.name;
  return { column: name, type, nullable, candidates: candidatesFor(job, column, nullable, fewer) };
}

function candidatesFor(
  job: Job,
  column: Column,
  nullable: boolean,
  fewer: boolean,
): readonly Candidate[] {
  const { target, references, fixed, preferred, lean } = job;
  const { name, expression } = column;
  if (expression !== undefined) {
    return [
      {
        sql: expression,
        needs: columnsIn(
          expression,
          target.columns.map((one) => one.name),
        ),
      },
    ];
  }
  const only = fixed.get(name);
  if (only !== undefined) return [{ sql: only, needs: [] }];
  const best = preferred.get(name);
  const first: readonly Candidate[] = best === undefined ? [] : [{ sql: best, needs: [] }];
  const none: readonly Candidate[] = nullable ? [{ sql: 'null', needs: [] }] : [];
  const keys = decidingKeys(job).filter(({ columns }) => columns.includes(name));
  const theirs = referencedValues(keys, references, name);
  // Of a key to nothing, the columns that cannot be NULL hold something while another one is.
  const isDecided = theirs.length > 0 || (keys.length > 0 && nullable);
  const values = isDecided ? theirs : freeValues(job, column, fewer);
  const isEmpty = lean || (keys.length === 0 && !tellsWhose(column));
  return unique(isEmpty ? [...first, ...none, ...values] : [...first, ...values, ...none]);
}

/** Whether a value tells whose row it is from. Dates and flags that may be NULL mostly say that a row is done with. */
function tellsWhose({ base }: Column): boolean {
  return base.category === 'S' || /^(?:uuid|jsonb?)$/.test(base.name);
}

/** Foreign keys that decide what their columns hold: the configuration does not. */
function decidingKeys({ target, references }: Job): readonly ForeignKey[] {
  const given = target.table.config?.values ?? {};
  return target.table.foreignKeys.filter(
    (key) =>
      references.get(key)?.later === undefined && !key.columns.some((column) => column in given),
  );
}

/** Values that nothing there decides; of a key to a row that is made later, the values that its columns may have. */
function freeValues(job: Job, column: Column, fewer: boolean): readonly Candidate[] {
  const ahead = [...job.references].flatMap(([key, { later }]) => {
    const its = key.referencedColumns[key.columns.indexOf(column.name)];
    return later && its !== undefined ? [{ key, later, its }] : [];
  });
  const [first] = ahead;
  const theirs = first?.later.target.columns.find(({ name }) => name === first.its);
  if (!first || !theirs) return columnValues(job.target, column, job, fewer);
  // Another key to the same row says the same.
  for (const [key, { later }] of job.references) {
    const same = key.columns[key.referencedColumns.indexOf(first.its)];
    if (key === first.key) break;
    if (later?.place !== first.later.place || same === undefined || same === column.name) continue;
    return [{ sql: quoteIdent(same), needs: [same] }];
  }
  const values = columnValues(first.later.target, theirs, job, fewer);
  return values.filter(({ needs }) => needs.length === 0);
}

function unique(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(candidates.map((candidate) => [candidate.sql, candidate])).values()];
}
