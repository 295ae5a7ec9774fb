import type { Table } from '../../catalog/catalog.ts';
import { adoptRows } from './row/existing.ts';
import { sides, type Filling, type Wish } from './filling.ts';
import { isNotNull } from './row/job.ts';
import { isRefusal, makeRows, type Made, type Refusal } from './row/make.ts';
import { pointToEachOther } from './mend-references.ts';
import type { Step } from './plan/order.ts';
import { tablesOf, type Family, type Target } from './plan/targets.ts';

/** Why tables have no rows, by oid. */
export type Reasons = Map<number, Refusal>;

/** Of the first row, every way is tried; more may be too much for a table. */
const waysOfMore = 2;

export const noPartition: Refusal = {
  reason: 'it has no partition that takes rows',
  kind: 'final',
};

/** Does one step; tables without rows get a reason. */
export async function doStep(filling: Filling, step: Step, reasons: Reasons): Promise<void> {
  const families = filling.families.filter(({ root }) => step.of.includes(root.oid));
  if (step.kind === 'knot') await fillTogether(filling, families);
  if (step.kind !== 'mend') {
    for (const family of families) await fillFamily(filling, family, reasons);
    return;
  }
  await fillTogether(filling, families, reasons);
  for (const { targets } of families) await pointToEachOther(filling, targets, step.of);
}

/** Makes rows that need each other, of the families that have none; the reasons of these are then void. */
async function fillTogether(
  filling: Filling,
  families: readonly Family[],
  reasons: Reasons = new Map(),
): Promise<void> {
  const open = families.filter(({ root }) => filling.rows.of(root, 'own').length === 0);
  if (open.length < 2) return;
  for (const nth of [0, 1]) {
    for (const side of sides) {
      const wishes = open
        .filter(({ root }) => nth === 0 || moreOf(filling, root).includes(nth))
        .flatMap(({ targets: [target] }) => (target ? [{ target, side, nth }] : []));
      const made = await makeRows(filling, wishes, nth === 0 ? undefined : waysOfMore);
      if (isRefusal(made)) return;
      note(filling, made);
    }
  }
  for (const { root, targets } of open) {
    for (const { oid } of tablesOf({ root, targets })) reasons.delete(oid);
  }
}

async function fillFamily(filling: Filling, family: Family, reasons: Reasons): Promise<void> {
  const { root, targets } = family;
  for (const target of targets) {
    const reason = await fillTarget(filling, target, targets.length > 1);
    if (reason !== undefined) reasons.set(target.table.oid, reason);
  }
  if (sides.every((side) => filling.rows.of(root, side).length > 0)) {
    reasons.delete(root.oid);
    return;
  }
  const [first] = targets.flatMap(({ table }) => reasons.get(table.oid) ?? []);
  reasons.set(root.oid, first ?? noPartition);
}

/** @returns why a side has no row. */
async function fillTarget(
  filling: Filling,
  target: Target,
  isPart: boolean,
): Promise<Refusal | undefined> {
  let refusal: Refusal | undefined;
  for (const side of sides) {
    const refused = await fillWish(filling, { target, side, nth: 0 });
    refusal ??= refused;
    // Another tenant's rows may fit into a partition by tenants; otherwise they fare no better.
    if (refused && !isPart) break;
  }
  const isEmpty = sides.every((side) => filling.rows.of(target.table, side).length === 0);
  if (refusal && isEmpty) return (await adoptRows(filling, target)) ? undefined : refusal;
  for (const nth of moreOf(filling, target.into)) {
    for (const side of sides) {
      const [first] = filling.rows.of(target.table, side);
      if (first) await fillWish(filling, { target, side, nth });
    }
  }
  return refusal;
}

async function fillWish(filling: Filling, wish: Wish): Promise<Refusal | undefined> {
  const { target, side, nth } = wish;
  if (filling.rows.of(target.table, side).some((row) => row.nth === nth)) return undefined;
  const made = await makeRows(filling, [wish], nth === 0 ? undefined : waysOfMore);
  if (!isRefusal(made)) return note(filling, made);
  if (nth > 0 || !pointsToItself(target)) return made;
  // A row that must point to another one of its table: two that point to each other.
  const pair = await makeRows(filling, [wish, { ...wish, nth: 1 }]);
  return isRefusal(pair) ? made : note(filling, pair);
}

function note({ rows }: Filling, made: readonly Made[]): undefined {
  for (const { job, inserted } of made) rows.add({ ...job, ...inserted, existing: false });
}

function pointsToItself(target: Target): boolean {
  return target.table.foreignKeys.some(
    ({ references, columns }) =>
      target.within.includes(references) && columns.every((name) => isNotNull(target, name)),
  );
}

/** The numbers of the rows that a table gets beside the first. An organization is one tenant, and has no other owners. */
function moreOf({ spares }: Filling, { oid, scope }: Table): readonly number[] {
  if (scope === 'organization') return [];
  return Array.from({ length: 1 + (spares.get(oid) ?? 0) }, (_, at) => at + 1);
}
