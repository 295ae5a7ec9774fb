import { type SchemaObject, splitId, textOf } from '../../dump/object.ts';
import { isSame } from '../compare.ts';
import { type MendContext, ranks, type Statement } from '../statement.ts';

/** Gives a column the type and the collation it should have. Policies, views and triggers on it are in the way. */
export function columnTypeStatements(
  expected: SchemaObject,
  found: SchemaObject,
  context: MendContext,
): readonly Statement[] {
  const wanted = textOf(expected.facts['type']);
  const had = textOf(found.facts['type']);
  const isSameCollation = isSame(expected.facts['collation'], found.facts['collation']);
  if (wanted === had && isSameCollation) return [];
  const [table, name] = splitId(expected.id);
  // Said in full: ALTER TYPE takes the type's own collation otherwise.
  const collate =
    expected.facts['collation'] === undefined
      ? ''
      : ` collate ${textOf(expected.facts['collation'])}`;
  const using = isAssigned(had, wanted) ? '' : ` using ${name}::${wanted}`;
  const loses = context.hasRows(table) && mayLose(had, wanted);
  return [
    {
      object: expected.key,
      rank: ranks.column,
      sql: `alter table ${table} alter column ${name} type ${wanted}${collate}${using}`,
      needsAway: true,
      ...(loses && {
        caution: {
          reason: `${table} holds rows, and ${had} may hold more than ${wanted}`,
          isLoss: true,
        },
      }),
    },
  ];
}

const texts = ['text', 'character varying', 'character', 'citext'];
const integers = ['smallint', 'integer', 'bigint'];
const numbers = [...integers, 'numeric', 'real', 'double precision'];
const times = ['timestamp without time zone', 'timestamp with time zone', 'date'];

/** "numeric(12,2)" is a numeric. */
function nameOf(type: string): string {
  return type.replace(/\([^)]*\)/, '');
}

/** Whether PostgreSQL converts without being told: it then refuses what does not fit, and cuts nothing off. */
function isAssigned(from: string, to: string): boolean {
  const [a, b] = [nameOf(from), nameOf(to)];
  return (
    a === b ||
    texts.includes(b) ||
    [numbers, times].some((all) => all.includes(a) && all.includes(b))
  );
}

/** Whether values could be rounded, which is silent. What does not fit a text or an integer is an error instead. */
function mayLose(from: string, to: string): boolean {
  const [a, b] = [nameOf(from), nameOf(to)];
  if (texts.includes(b)) return false;
  if (integers.includes(b)) return !integers.includes(a) && !texts.includes(a);
  if (texts.includes(a)) return times.includes(b) || b === 'numeric' || b === 'real';
  return from !== to;
}
