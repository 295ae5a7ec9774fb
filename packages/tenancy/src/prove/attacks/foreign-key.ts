import type { ForeignKey } from '../../catalog/catalog.ts';
import { valueOf } from '../absent.ts';
import { onTables } from '../attempts.ts';
import { comparedToOwn } from '../compared-to-own.ts';
import { madeRows, within, reachOf } from '../reach.ts';
import { insertOf } from '../rows.ts';
import type { Target } from '../target.ts';
import { said, type Trial } from '../verdict.ts';
import type { MadeRow } from '../types.ts';

type Values = Readonly<Record<string, string | null>>;

/** Foreign keys are checked without policies: a row of one's own can refer to what one does not see. */
export const foreignKey = onTables({
  name: 'foreign-key',
  title: 'Refer to a row of the other tenant from one’s own',
  async *on(target) {
    for (const key of target.table.foreignKeys) yield* refer(target, key);
  },
});

async function* refer(target: Target, key: ForeignKey): AsyncIterable<Trial> {
  const { arena, attacker, table } = target;
  const parent = arena.catalog.tables.find(({ oid }) => oid === key.references);
  const fresh = target.fresh('own');
  if (!parent || !fresh || typeof target.reach.write === 'string') return;
  const { read } = reachOf(arena, attacker.subject, parent);
  const theirs = madeRows(arena, parent, 'foreign').find((row) => !within(read, row));
  // What only says whose the row is, is insert's.
  if (!theirs || key.columns.every((column) => column === table.key)) return;
  for (const values of references(target, key, theirs)) {
    yield await compare(target, fresh, values, absentParent(key, theirs, values));
  }
}

/** To the other row: with the own tenant in it where the key has the tenant, and with nothing there where that may be. */
function references({ table }: Target, key: ForeignKey, theirs: MadeRow): readonly Values[] {
  const whole = Object.fromEntries(
    key.columns.map((column, i) => [column, theirs.values[key.referencedColumns[i] ?? ''] ?? null]),
  );
  const { [table.key ?? '']: _, ...rest } = whole;
  const holes = table.columns.filter(
    ({ name, notNull }) =>
      key.match === 'simple' && !notNull && name !== table.key && key.columns.includes(name),
  );
  const others = Object.keys(rest).length > 1 ? holes : [];
  return [rest, ...others.map(({ name }) => ({ ...rest, [name]: null }))];
}

/** The same reference to a row that is nowhere. */
function absentParent(key: ForeignKey, theirs: MadeRow, values: Values): Values | undefined {
  const column = key.columns.find((name) => values[name] != null);
  const referenced = key.referencedColumns[key.columns.indexOf(column ?? '')];
  const type = theirs.table.columns.find(({ name }) => name === referenced)?.base;
  const value = type && valueOf(type);
  return column === undefined || value === undefined ? undefined : { ...values, [column]: value };
}

async function compare(
  target: Target,
  fresh: NonNullable<ReturnType<Target['fresh']>>,
  values: Values,
  absent: Values | undefined,
): Promise<Trial> {
  const { arena, rights, table } = target;
  const statement = insertOf(table, fresh, values);
  const [answer] = await target.attempt(statement);
  const text = said(answer, arena.markers);
  if (answer.ok && answer.count > 0)
    return target.trial('leak', 'the reference is accepted', statement);
  if (!answer.ok && answer.code === '42501' && !rights.insert) {
    return target.trial('no access', text, statement);
  }
  const compared = await comparedToOwn(target, 'insert', statement, answer, text);
  if (!absent || compared.outcome !== 'blocked') return compared;
  const [other] = await target.attempt(insertOf(table, fresh, absent));
  const isSame = !answer.ok && !other.ok && answer.code === other.code;
  return isSame
    ? compared
    : target.trial('leak', `${text}: a row that is not there gets another answer`, statement);
}
