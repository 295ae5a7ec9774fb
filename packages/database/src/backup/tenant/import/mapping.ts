import { randomBytes } from 'node:crypto';
import type { Column, Table } from '@startkit/tenancy/catalog';
import { quoteName, quoteText } from '../../sql-text.ts';
import type { TransferSession } from '../../transfer/session.ts';
import { type FittingReference, type FittingTable } from './fit.ts';
import { referencesStaging } from './staging.ts';

/*
 * Ids that change on the way: of people and lookups that have another id here, and, in a copy, of every row. The temporary
 * table import_map says from which text to which. Ids that are UUIDs are of one scope, 'uuid': they say what they mean
 * wherever they stand, so a column needs no foreign key to be mapped. Others are of the scope of the column they refer to.
 */

const map = 'pg_temp.import_map';

export async function createMap(session: TransferSession): Promise<void> {
  await session.run(
    `create temporary table import_map (scope text, old text, new text, primary key (scope, old)) on commit drop`,
  );
}

/** Notes which row here is meant by each reference, where its ids differ; after missing people were made. */
export async function mapReferences(
  session: TransferSession,
  references: readonly FittingReference[],
): Promise<void> {
  for (const { reference } of references) {
    for (const name of reference.columns) {
      const column = reference.table.columns.find((its) => its.name === name);
      if (column === undefined) continue;
      await session.run(
        `insert into ${map}
         select ${quoteText(scopeOf(reference.table, column))}, i.id::pg_catalog.jsonb ->> ${quoteText(name)}, t.${quoteName(name)}::pg_catalog.text
           from ${referencesStaging} i join ${matched(reference)}
          where i.reference = ${quoteText(reference.table.ident)}
            and i.id::pg_catalog.jsonb ->> ${quoteText(name)} <> t.${quoteName(name)}::pg_catalog.text
         on conflict do nothing`,
      );
    }
  }
}

/** SQL of the table `t` of a reference and what makes its row the one that the staged row `i` means, for a JOIN. */
export function matched({ table, naturalKey }: FittingReference['reference']): string {
  const keys = naturalKey.map((key, place) => `(${key})::pg_catalog.text as "key ${place}"`);
  const equal = naturalKey.map(
    (_, place) => `t."key ${place}" = i.key::pg_catalog.jsonb ->> ${place}`,
  );
  return `(select *, ${keys.join(', ')} from ${table.ident}) t on ${equal.join(' and ')}`;
}

/**
 * Gives every id of the tenant's a new one.
 *
 * @returns the tenant's own new id.
 */
export async function mapIdentities(
  session: TransferSession,
  tables: readonly FittingTable[],
  tenantId: string,
): Promise<string> {
  const salt = randomBytes(16).toString('hex');
  const digestOf = (text: string) =>
    `pg_catalog.sha256(pg_catalog.convert_to('${salt}' || ${text}, 'UTF8')) as digest`;
  const [tenant] = await session.rows<{ id: string }>(
    `insert into ${map} select 'uuid', old, ${newId} from (
       select ${quoteText(tenantId)} as old, ${digestOf(quoteText(tenantId))}) ids returning new as id`,
  );
  for (const { table, columns, staging } of tables) {
    for (const [place, column] of columns.entries()) {
      if (!isIdentity(table, column)) continue;
      await session.run(
        `insert into ${map} select 'uuid', old, ${newId} from (
           select distinct c${place} as old, ${digestOf(`c${place}`)} from ${staging} where c${place} is not null) ids on conflict do nothing`,
      );
    }
  }
  return tenant!.id;
}

/*
 * From the old id and a digest of it that is different in every import. A UUIDv7 keeps its time, and so its place in the
 * index; the rest of its bits, and all of other UUIDs' but the version, are the digest's.
 */
const hex = `pg_catalog.encode(digest, 'hex')`;
const newId = `pg_catalog.concat(
  case when pg_catalog.substr(old, 15, 1) = '7' then pg_catalog.replace(pg_catalog.substr(old, 1, 13), '-', '') || '7'
       else pg_catalog.substr(${hex}, 1, 12) || '4' end,
  pg_catalog.substr(${hex}, 13, 3), pg_catalog.substr('89ab', 1 + pg_catalog.get_byte(digest, 31) % 4, 1),
  pg_catalog.substr(${hex}, 17, 15))::pg_catalog.uuid::pg_catalog.text`;

/** A UUID that says which row it is: in a key, and not taken from another table. */
function isIdentity(table: FittingTable['table'], { name, base }: Column): boolean {
  const inKey =
    table.primaryKey.includes(name) || table.uniques.some(({ columns }) => columns.includes(name));
  const isForeign = table.foreignKeys.some(({ columns }) => columns.includes(name));
  return base.name === 'uuid' && name !== table.key && inKey && !isForeign;
}

export async function isMapEmpty(session: TransferSession): Promise<boolean> {
  await session.run(`analyze ${map}`);
  return (await session.rows(`select from ${map} limit 1`)).length === 0;
}

/** The scope of ids that refer to a column. */
export function scopeOf(table: Pick<Table, 'ident'>, { name, base }: Column): string {
  return base.name === 'uuid' ? 'uuid' : `${table.ident}.${name}`;
}

/** SQL of the new id of `text`, or `text` itself. */
export function mapped(text: string, scope: string): string {
  return `coalesce((select m.new from ${map} m where m.scope = ${quoteText(scope)} and m.old = ${text}), ${text})`;
}

/** The same for each element of the text of an array. */
export function mappedArray(text: string, scope: string): string {
  return `case when pg_catalog.array_ndims(${text}::pg_catalog.text[]) = 1 then (
    select pg_catalog.array_agg(coalesce(m.new, e.old) order by e.place)::pg_catalog.text
      from pg_catalog.unnest(${text}::pg_catalog.text[]) with ordinality e (old, place)
      left join ${map} m on m.scope = ${quoteText(scope)} and m.old = e.old) else ${text} end`;
}
