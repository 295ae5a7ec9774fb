import type { Session } from '../../environment/session.ts';

/** A primary key of several columns, as the database has it. */
export interface KeyOrder {
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/** The primary keys of several columns in `schemas`. */
export function readKeyOrders(
  session: Pick<Session, 'rows'>,
  schemas: readonly string[],
): Promise<readonly KeyOrder[]> {
  return session.rows<KeyOrder>(
    `select c.relname as table, k.conname as name,
            (select json_agg(a.attname order by u.place) from unnest(k.conkey) with ordinality u (number, place)
               join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number) as columns
       from pg_constraint k
       join pg_class c on c.oid = k.conrelid
       join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'p' and cardinality(k.conkey) > 1
        and n.nspname in (select json_array_elements_text($1::text::json))`,
    [JSON.stringify(schemas)],
  );
}

const table = /\b(?:pgTable|\w+\.table)\("([^"]+)"/g;
const key = /primaryKey\(\{ columns: \[([^\]]+)\], name: "([^"]+)" ?\}\)/g;

/**
 * Puts the columns of primary keys into their order: drizzle-kit 0.31 writes them as the server happens to list them.
 *
 * @param text a `schema.ts` of drizzle-kit's.
 */
export function inKeyOrder(text: string, orders: readonly KeyOrder[]): string {
  return text.replaceAll(key, (whole, list: string, name: string, at: number) => {
    const before = text.slice(0, at);
    const last = [...before.matchAll(table)].at(-1);
    const order = orders.find((one) => one.table === last?.[1] && one.name === name);
    if (last === undefined || order === undefined) return whole;
    const block = before.slice(last.index);
    const place = (property: string) => order.columns.indexOf(columnOf(block, property));
    const sorted = list.split(', ').toSorted((a, b) => place(a) - place(b));
    return whole.replace(list, sorted.join(', '));
  });
}

/** SQL name of `table.organizationId`: what the call that makes the column is given first, else the name of the property. */
function columnOf(block: string, property: string): string {
  const name = property.replace(/^table\.|^table\["|"\]$/g, '');
  const made = new RegExp(`\\n\\s*"?${name}"?: [\\w.]+\\("([^"]+)"`).exec(block);
  return made?.[1] ?? name;
}
