import { isPart, ownerOf, type Schema, type SchemaObject } from '../dump/object.ts';
import { clearTheWay } from './clear-the-way.ts';
import type { Comparison } from './compare.ts';
import { menders } from './mend/index.ts';
import { inScriptOrder } from './order.ts';
import { cautionOf, isRunAsWhole, type MendContext, type Statement } from './statement.ts';

export interface PlanOptions {
  /** Whether what would lose data is to be run as well. */
  readonly allowDataLoss: boolean;
}

/** What is to be done, while it is thought out. */
export interface Draft {
  /** By key, the statements that drop it. */
  readonly drops: Map<string, readonly Statement[]>;
  /** What is made after it was dropped, by key. */
  readonly anew: Map<string, SchemaObject>;
  readonly others: Statement[];
}

/**
 * The statements that make the database what the schema says, in the order in which they can run. What stands in the
 * way of one (a policy that calls a function, a view of a column) is dropped before it and made anew after it.
 */
export function planMend(
  comparison: Comparison,
  database: Omit<MendContext, 'isMade'>,
  options: PlanOptions,
): readonly Statement[] {
  const made = new Set(comparison.missing.map(({ key }) => key));
  const expected = withOthers(database, comparison);
  const context: MendContext = { ...database, expected, isMade: (key) => made.has(key) };
  const dropOf = (object: SchemaObject) =>
    permitted(menders[object.kind].drop(object, context), options);
  const draft: Draft = { drops: new Map(), anew: new Map(), others: [] };

  for (const object of comparison.unexpected) draft.drops.set(object.key, dropOf(object));
  for (const { expected: wanted, found } of comparison.changed) {
    const statements = menders[wanted.kind].alter(wanted, found, context);
    draft.others.push(...permitted(statements ?? [], options));
    if (statements !== undefined) continue;
    draft.anew.set(wanted.key, wanted);
    draft.drops.set(found.key, dropOf(found));
  }
  clearTheWay(draft, context, dropOf);

  const gone = new Set([...draft.anew.keys()].filter((key) => isRunAsWhole(draft.drops.get(key))));
  for (const key of gone) made.add(key);
  const isWithinGone = (key: string, schema: MendContext['found']) => {
    const object = schema.get(key);
    return object !== undefined && gone.has(ownerOf(object, schema)?.key ?? '');
  };
  const isListed = new Set([...comparison.missing, ...draft.anew.values()]);
  const parts = [...context.expected.values()].filter(
    (object) =>
      isPart(object) && !isListed.has(object) && isWithinGone(object.key, context.expected),
  );
  const creates = [...comparison.missing, ...draft.anew.values(), ...parts].flatMap((object) => {
    const statements = permitted(menders[object.kind].create(object, context), options);
    const caution = cautionOf(draft.drops.get(object.key));
    return caution === undefined ? statements : statements.map((one) => ({ ...one, caution }));
  });
  const stays = ({ object }: Statement) => !isWithinGone(object, context.found);
  return inScriptOrder(
    [...draft.drops.values()].flat().filter(stays),
    [...draft.others.filter(stays), ...creates],
    comparison.unknown.flatMap((object) => permitted(dropUnknown(object, context), options)),
    context,
  );
}

/** What should be, and what there is besides and stays: somebody's own view may stand in the way. */
function withOthers(
  { expected, found }: Pick<MendContext, 'expected' | 'found'>,
  { unexpected }: Comparison,
): Schema {
  const gone = new Set(unexpected.map(({ key }) => key));
  return new Map([...[...found].filter(([key]) => !gone.has(key)), ...expected]);
}

/** Last of all: when the rest is as it should be, nothing of it needs them. */
function dropUnknown(object: SchemaObject, context: MendContext): readonly Statement[] {
  const caution = { reason: 'the schema does not know it', isLoss: true };
  return menders[object.kind].drop(object, context).map((one) => ({ ...one, caution }));
}

function permitted(
  statements: readonly Statement[],
  { allowDataLoss }: PlanOptions,
): readonly Statement[] {
  return statements.map(({ caution, ...statement }): Statement => {
    const stays = caution !== undefined && !(caution.isLoss && allowDataLoss);
    return stays ? { ...statement, caution } : statement;
  });
}
