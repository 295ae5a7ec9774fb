import { listOf, type SchemaObject } from '../../dump/object.ts';
import { byHand, literal, ranks, type Statement } from '../statement.ts';

/**
 * The labels of an enum. One that stands in the place of another was renamed. One that is missing is added in its place;
 * one too many PostgreSQL cannot take away, as rows may hold it.
 */
export function enumStatements(expected: SchemaObject, found: SchemaObject): readonly Statement[] {
  const wanted = listOf(expected.facts['labels']);
  const had = listOf(found.facts['labels']);
  const renamed =
    wanted.length === had.length
      ? wanted.flatMap((label, index) => {
          const before = had[index] ?? '';
          return had.includes(label) || wanted.includes(before) ? [] : [[before, label] as const];
        })
      : [];
  const now = had.map((label) => renamed.find(([before]) => before === label)?.[1] ?? label);
  const statement = (what: string): Statement => ({
    object: expected.key,
    rank: ranks.type,
    sql: `alter type ${expected.id} ${what}`,
  });
  const added = wanted.flatMap((label, index): readonly Statement[] => {
    if (now.includes(label)) return [];
    const before = wanted[index - 1];
    const next = wanted.slice(index + 1).find((other) => now.includes(other));
    const place =
      before === undefined
        ? next === undefined
          ? ''
          : ` before ${literal(next)}`
        : ` after ${literal(before)}`;
    return [{ ...statement(`add value if not exists ${literal(label)}${place}`), alone: true }];
  });
  const extra = now.filter((label) => !wanted.includes(label));
  const kept = now.filter((label) => wanted.includes(label));
  const isOtherOrder = kept.some(
    (label, index) => label !== wanted.filter((one) => now.includes(one))[index],
  );
  return [
    ...renamed.map(([before, label]) =>
      statement(`rename value ${literal(before)} to ${literal(label)}`),
    ),
    ...added,
    ...(extra.length === 0
      ? []
      : [
          byHand(
            expected,
            `PostgreSQL cannot drop a label of an enum (${extra.join(', ')}): add it to the schema, or make the ` +
              'type anew and convert the columns',
          ),
        ]),
    ...(isOtherOrder ? [byHand(expected, 'PostgreSQL cannot reorder the labels of an enum')] : []),
  ];
}
