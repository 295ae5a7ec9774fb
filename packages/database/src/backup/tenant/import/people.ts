import { quoteName, quoteText } from '../../sql-text.ts';
import type { TransferSession } from '../../transfer/session.ts';
import { neverImported } from '../kit.ts';
import type { Fit, FittingReference } from './fit.ts';
import { matched } from './mapping.ts';
import { referencesStaging } from './staging.ts';

/** The natural keys of referred rows that are not in this database: `alice@example.com`. */
async function missingReferences(
  session: TransferSession,
  { reference }: FittingReference,
): Promise<readonly string[]> {
  const rows = await session.rows<{ key: string }>(
    `select i.key from ${referencesStaging} i
      where i.reference = ${quoteText(reference.table.ident)}
        and not exists (select from (select i.*) i join ${matched(reference)})
      order by i.key`,
  );
  return rows.map(({ key }) => (JSON.parse(key) as (string | null)[]).join(', '));
}

/**
 * Makes the people who are missing, with the ids that they had where those are free. Who signs in as them, and whether they
 * are of the staff, the file does not say.
 *
 * @returns how many.
 */
async function createPeople(
  session: TransferSession,
  { reference, columns }: FittingReference,
): Promise<number> {
  const { table } = reference;
  const never = neverImported[table.ident] ?? [];
  const written = columns.filter(({ name }) => !never.includes(name));
  const values = written.map((column) => {
    const value = `(i."row"::pg_catalog.jsonb ->> ${quoteText(column.name)})::${column.type}`;
    if (!table.primaryKey.includes(column.name) || column.default === undefined) return value;
    const taken = `exists (select from ${table.ident} u where u.${quoteName(column.name)} = ${value})`;
    return `case when ${taken} then ${column.default} else ${value} end`;
  });
  const { rowCount } = await session.query(
    `insert into ${table.ident} (${written.map(({ name }) => quoteName(name)).join(', ')}) overriding system value
     select ${values.join(', ')} from ${referencesStaging} i
      where i.reference = ${quoteText(table.ident)}
        and not exists (select from (select i.*) i join ${matched(reference)})`,
  );
  return rowCount ?? 0;
}

export interface People {
  readonly matched: number;
  readonly created: number;
  /** What is missing, a sentence each. */
  readonly missing: readonly string[];
}

/** Finds who and what the rows refer to, and makes missing people where that was asked for. */
export async function findPeople(
  session: TransferSession,
  { references }: Fit,
  create: boolean,
): Promise<People> {
  let created = 0;
  const missing: string[] = [];
  for (const fitting of references) {
    const { kind, table } = fitting.reference;
    const keys = await missingReferences(session, fitting);
    if (keys.length === 0) continue;
    if (kind === 'people' && create) {
      created += await createPeople(session, fitting);
      continue;
    }
    const advice = kind === 'people' ? ': --create-users makes them' : '';
    missing.push(`${table.ident} lacks ${keys.join('; ')}${advice}`);
  }
  const all = await session.rows<{ count: number }>(
    `select pg_catalog.count(*)::int as count from pg_temp.import_references
      where reference = any (pg_catalog.string_to_array($1, ','))`,
    [references.flatMap(({ reference: r }) => (r.kind === 'people' ? r.table.ident : [])).join()],
  );
  return { created, matched: (all[0]?.count ?? 0) - created, missing };
}
