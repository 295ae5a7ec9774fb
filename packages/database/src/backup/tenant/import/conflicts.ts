import type { Unique } from '@startkit/tenancy/catalog';
import { quoteName, quoteText } from '../../sql-text.ts';
import type { TransferSession } from '../../transfer/session.ts';
import { slugColumn } from '../kit.ts';
import { rowsOf } from '../plan/tenant-plan.ts';
import type { Fit, FittingTable } from './fit.ts';
import { type Changes, valuesOf } from './values.ts';

/** Values that a message names. */
const shown = 5;

/** What is in the database already and may be there once only, a sentence each. */
export async function findConflicts(
  session: TransferSession,
  { tables }: Fit,
  changes: Changes,
): Promise<readonly string[]> {
  const conflicts: string[] = [];
  for (const fitting of tables) {
    const { table } = fitting;
    const isOrganization = table.oid === changes.plan.organizations.oid;
    for (const unique of table.uniques) {
      // Inside a tenant that is not here yet, nothing can be there twice.
      if (!isOrganization && unique.columns.includes(table.key)) continue;
      const values = await taken(session, fitting, unique, changes);
      if (values.length > 0) conflicts.push(sentence(fitting, unique, values, isOrganization));
    }
  }
  return conflicts;
}

async function taken(
  session: TransferSession,
  fitting: FittingTable,
  { keys, where = 'true' }: Unique,
  changes: Changes,
): Promise<readonly string[]> {
  const { table, columns, staging } = fitting;
  const values = valuesOf(fitting, changes).map(
    (value, place) => `${value} as ${quoteName(columns[place]!.name)}`,
  );
  // As the index has them: on the names of the columns.
  const named = keys.map((key, place) => `(${key}) as "key ${place}"`).join(', ');
  const equal = keys.map((_, place) => `here."key ${place}" = new."key ${place}"`).join(' and ');
  const texts = keys.map((_, place) => `new."key ${place}"::pg_catalog.text`).join(', ');
  const rows = await session.rows<{ value: string }>(
    `select distinct pg_catalog.concat_ws(', ', ${texts}) as value
       from (select ${named} from (select ${values.join(', ')} from ${staging} s) staged where ${where}) new
       join (select ${named} from ${rowsOf(table)} where ${where}) here on ${equal}
      order by 1 limit ${shown + 1}`,
  );
  return rows.map(({ value }) => value);
}

function sentence(
  { table }: FittingTable,
  { keys }: Unique,
  values: readonly string[],
  isOrganization: boolean,
): string {
  const listed = values
    .slice(0, shown)
    .map((value) => quoteText(value))
    .join(', ');
  const more = values.length > shown ? ', and more' : '';
  return `${table.ident} has ${keys.join(', ')} = ${listed}${more} already${advice(keys, isOrganization)}`;
}

function advice(keys: readonly string[], isOrganization: boolean): string {
  if (!isOrganization) return '';
  if (keys.includes(slugColumn)) return ': give --slug another one';
  return keys.includes('id') ? ': --new-ids makes a copy beside it' : '';
}
