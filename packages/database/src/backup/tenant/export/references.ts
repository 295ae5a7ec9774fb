import type { Table } from '@startkit/tenancy/catalog';
import type { TransferSession } from '../../transfer/session.ts';
import { quoteName, quoteText } from '../../sql-text.ts';
import { fromCopyLine, type TextValue } from '../file/copy-text.ts';
import type { ReferenceLine } from '../file/lines.ts';
import { neverImported } from '../kit.ts';
import type { Reference } from '../plan/references.ts';
import { rowsOf, type TenantTable, writtenColumns } from '../plan/tenant-plan.ts';

/** The rows of a table outside of the tenant that its rows refer to; in a transaction with the text form. */
export async function* referenceLines(
  session: TransferSession,
  reference: Reference,
  tenantId: string,
): AsyncGenerator<ReferenceLine, void, undefined> {
  const { table, naturalKey, columns } = reference;
  const names = exportedColumns(reference).map(({ name }) => name);
  const selected = [
    ...columns.map((name) => `r.${quoteName(name)}`),
    ...names.map((name) => `r.${quoteName(name)}`),
    // On the names of the columns alone, as an index has them.
    ...naturalKey.map((_, place) => `k.key_${place}`),
  ];
  const keys = naturalKey.map((key, place) => `(${key})::pg_catalog.text as key_${place}`);
  const text = `copy (select ${selected.join(', ')}
      from (select r.* from ${rowsOf(table)} r where ${isReferredTo(reference, tenantId)}) r
      cross join lateral (select ${keys.join(', ')} from (select r.*) key_of) k
     order by ${naturalKey.map((_, place) => `k.key_${place}`).join(', ')}) to stdout`;
  for await (const line of session.copyOut(text)) {
    const values = fromCopyLine(line);
    const id = values.splice(0, columns.length);
    const row = values.splice(0, names.length);
    yield {
      reference: table.ident,
      id: toRow(columns, id),
      key: values,
      row: toRow(names, row),
    };
  }
}

/** What is written of it: of people all but what no import takes, so that they can be made; of a lookup its key alone. */
export function exportedColumns({ table, kind }: Reference): Table['columns'] {
  if (kind === 'lookup') return [];
  const never = neverImported[table.ident] ?? [];
  return writtenColumns(table).filter(({ name }) => !never.includes(name));
}

export function toRow(
  names: readonly string[],
  values: readonly TextValue[],
): Record<string, TextValue> {
  return Object.fromEntries(names.map((name, place) => [name, values[place] ?? null]));
}

function isReferredTo({ from }: Reference, tenantId: string): string {
  const links = from.map(({ table, columns, to }) => {
    const equal = columns.map((name, place) => `f.${quoteName(name)} = r.${quoteName(to[place]!)}`);
    const { key } = table as TenantTable;
    return `exists (select from ${rowsOf(table)} f where f.${quoteName(key)} = ${quoteText(tenantId)} and ${equal.join(' and ')})`;
  });
  return links.join(' or ');
}
