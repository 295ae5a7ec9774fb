import type { Session } from '../environment/session.ts';
import type { ItemRange } from './item-range.ts';

/** A balance that is not what the ledger says. */
export interface BalanceDifference {
  readonly organizationId: string;
  readonly itemId: string;
  /** Null: of no lot. */
  readonly lotId: string | null;
  readonly locationId: string;
  /** What the balance says; null: there is none. */
  readonly balance: string | null;
  /** The sum of the entries. */
  readonly ledger: string;
}

const range = `(organization_id, item_id) > ($1::uuid, $2::uuid) and (organization_id, item_id) <= ($3::uuid, $4::uuid)`;

// One statement, so that balances and entries are those of the same moment: a transaction that enters something changes both.
const differences = `
  select organization_id as "organizationId", item_id as "itemId", lot_id as "lotId", location_id as "locationId",
         sum(quantity) as balance, coalesce(sum(delta), 0)::numeric(38, 3) as ledger
    from (select organization_id, item_id, lot_id, location_id, null::numeric as quantity, quantity_delta as delta
            from public.inventory_ledger where ${range}
          union all
          select organization_id, item_id, lot_id, location_id, quantity, null
            from public.inventory_balances where ${range}) both_of
   group by organization_id, item_id, lot_id, location_id
  having sum(quantity) is distinct from coalesce(sum(delta), 0)
   order by organization_id, item_id, lot_id, location_id`;

/** The balances of the items in `range` that are not what the ledger says, in the order of their keys. */
export function readDifferences(
  session: Pick<Session, 'rows'>,
  { after, last }: ItemRange,
): Promise<readonly BalanceDifference[]> {
  return session.rows<BalanceDifference>(differences, [
    after.organizationId,
    after.itemId,
    last.organizationId,
    last.itemId,
  ]);
}
