import type { Session } from '../environment/session.ts';

/** The key of an item. */
export interface ItemKey {
  readonly organizationId: string;
  readonly itemId: string;
}

/** Items in the order of their keys: those that come after `after`, up to and with `last`. */
export interface ItemRange {
  readonly after: ItemKey;
  readonly last: ItemKey;
  /** How many they are. */
  readonly size: number;
}

const zero = '00000000-0000-0000-0000-000000000000';

/** Before the first item; of `organizationId`, or of all. */
export const beforeFirst = (organizationId: string = zero): ItemKey => ({
  organizationId,
  itemId: zero,
});

/** The `size` items after `after`, at most; undefined when there are none. */
export async function nextItems(
  session: Pick<Session, 'rows'>,
  after: ItemKey,
  { size, organizationId }: { readonly size: number; readonly organizationId?: string | undefined },
): Promise<ItemRange | undefined> {
  const rows = await session.rows<ItemKey>(
    `select organization_id as "organizationId", id as "itemId" from public.items
      where (organization_id, id) > ($1::uuid, $2::uuid) and organization_id = coalesce($3::uuid, organization_id)
      order by organization_id, id limit $4::int`,
    [after.organizationId, after.itemId, organizationId ?? null, size],
  );
  const last = rows.at(-1);
  return last && { after, last, size: rows.length };
}

/** How many items there are, of all organizations. */
export async function countItems(session: Pick<Session, 'rows'>): Promise<number> {
  const rows = await session.rows<{ n: number }>('select count(*)::int as n from public.items');
  return rows[0]?.n ?? 0;
}
