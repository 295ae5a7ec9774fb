import type { ForeignKey } from '../../../catalog/catalog.ts';
import { quoteLiteral } from '../../../catalog/quote.ts';
import { lentRows } from './existing.ts';
import type { Filling, Wish } from '../filling.ts';
import type { Values } from '../made-rows.ts';
import type { Reference } from './references.ts';
import type { Job } from './row-problem.ts';
import type { Solution } from '../solve/problem.ts';
import type { Target } from '../plan/targets.ts';

/** How a row is tried to be made. */
export interface Mode {
  /** True: NULL wherever it may be. */
  readonly lean: boolean;
  /** True: values of keys are chosen here, not by the server's defaults. */
  readonly explicit: boolean;
  /** True: foreign keys may also lead to rows that were there before, of tables whose rows are nobody's. */
  readonly lent: boolean;
}

/** A row whose values are found, and which is not there yet. */
export interface Solved {
  readonly job: Job;
  readonly values: Solution;
}

/** Rows that are to be made in one statement. */
export interface Batch {
  readonly wishes: readonly Wish[];
  /** The first of them. */
  readonly solved: readonly Solved[];
}

/** What is known of the next row of a batch; or the foreign key that there is no row for. */
export async function nextJob(
  filling: Filling,
  batch: Batch,
  mode: Mode,
): Promise<Job | { readonly missing: ForeignKey } | undefined> {
  const wish = batch.wishes[batch.solved.length];
  if (!wish) return undefined;
  const { target, side } = wish;
  const given = Object.entries(target.table.config?.values ?? {});
  const fixed = new Map([...given, ...literals(pinsOf(batch, batch.solved.length))]);
  const isGiven = (name: string) => given.some(([column]) => column === name);
  const references = new Map<ForeignKey, Reference>();
  for (const key of target.table.foreignKeys) {
    const reference = referenceOf(filling, wish, batch, key);
    const isHard = key.columns.every((name) => isNotNull(target, name) && !isGiven(name));
    if (isHard && isNowhere(reference)) return { missing: key };
    const lent = mode.lent ? await lentRows(filling, target, key) : [];
    references.set(key, { ...reference, rows: [...reference.rows, ...lent] });
  }
  const preferred = await filling.owners.preferred(wish);
  const tenant = fixedTenant(target, preferred, references);
  if (tenant && !fixed.has(tenant.column)) fixed.set(tenant.column, tenant.sql);
  const ordinal = (filling.tries.get(target.into.oid) ?? 0) + 1;
  filling.tries.set(target.into.oid, ordinal);
  const marker = `prove-${side}-${filling.run}-${ordinal}`;
  return { ...wish, ...mode, ordinal, marker, fixed, preferred, references };
}

/** The tenant key, where no foreign key decides it. */
function fixedTenant(
  { table: { scope, key } }: Target,
  preferred: ReadonlyMap<string, string>,
  references: ReadonlyMap<ForeignKey, Reference>,
): { readonly column: string; readonly sql: string } | undefined {
  const sql = preferred.get(key ?? '');
  if (scope !== 'tenant' || key === undefined || sql === undefined) return undefined;
  const isDecided = [...references].some(
    ([{ columns }, { rows }]) => columns.includes(key) && rows.length > 0,
  );
  return isDecided ? undefined : { column: key, sql };
}

/** Values of the row at `place` that those before it have chosen. */
function pinsOf({ solved }: Batch, place: number): Values {
  const pinned = solved.flatMap(({ job, values }) =>
    [...job.references]
      .filter(([, { later }]) => later?.place === place)
      .flatMap(([{ columns, referencedColumns }]) =>
        referencedColumns.map((name, at) => [name, values.get(columns[at] ?? '') ?? null] as const),
      ),
  );
  return Object.fromEntries(pinned);
}

function referenceOf(
  { rows, strangers }: Filling,
  { target, side, nth }: Wish,
  batch: Batch,
  key: ForeignKey,
): Reference {
  const isReferenced = (other: Target) => other.within.includes(key.references);
  const pending = batch.solved.filter(({ job }) => isReferenced(job.target));
  const place = batch.wishes.findIndex(
    (wish, at) => at > batch.solved.length && isReferenced(wish.target),
  );
  const pins = pinsOf(batch, place);
  const isPinned = key.referencedColumns.every((name) => pins[name] != null);
  const later = batch.wishes[place];
  if (pending.length > 0) return there(pending.map(({ values }) => Object.fromEntries(values)));
  if (later)
    return isPinned ? there([pins]) : { ...there([]), later: { place, target: later.target } };
  const made = rows
    .of({ oid: key.references }, side)
    .toSorted((a, b) => Math.abs(a.nth - nth) - Math.abs(b.nth - nth));
  const itself = isReferenced(target) && key.columns.every((name) => isNotNull(target, name));
  return {
    rows: [...made.map(({ values }) => values), ...(strangers.get(key.references) ?? [])],
    itself,
    later: undefined,
  };
}

function there(rows: readonly Values[]): Reference {
  return { rows, itself: false, later: undefined };
}

function isNowhere({ rows, itself, later }: Reference): boolean {
  return rows.length === 0 && !itself && later === undefined;
}

export function isNotNull({ columns }: Target, name: string): boolean {
  const column = columns.find((one) => one.name === name);
  return column !== undefined && (column.notNull || column.base.domainNotNull);
}

function literals(values: Values): readonly (readonly [string, string])[] {
  return Object.entries(values).map(([column, text]) => [
    column,
    text === null ? 'null' : quoteLiteral(text),
  ]);
}
