import type { Session } from '../environment/session.ts';
import type { BalanceDifference } from './balance-differences.ts';

const keys = `jsonb_to_recordset($1::text::jsonb) as
  k (organization_id uuid, item_id uuid, lot_id uuid, location_id uuid)`;

// Written as it is, which locks it; in the order in which the ledger's trigger writes, so that neither waits for the other in a
// circle.
const lock = `
  insert into public.inventory_balances as b (organization_id, item_id, lot_id, location_id)
  select k.organization_id, k.item_id, k.lot_id, k.location_id from ${keys} order by 1, 2, 3, 4
  on conflict on constraint inventory_balances_key_unique do update set quantity = b.quantity`;

const addUp = `
  update public.inventory_balances b set quantity = s.quantity, last_entry_at = s.last_entry_at
    from (select k.organization_id, k.item_id, k.lot_id, k.location_id,
                 coalesce(sum(l.quantity_delta), 0) as quantity, max(l.occurred_at) as last_entry_at
            from ${keys} left join public.inventory_ledger l
              on l.organization_id = k.organization_id and l.item_id = k.item_id
             and l.location_id = k.location_id and l.lot_id is not distinct from k.lot_id
           group by 1, 2, 3, 4) s
   where b.organization_id = s.organization_id and b.item_id = s.item_id
     and b.location_id = s.location_id and b.lot_id is not distinct from s.lot_id`;

/**
 * Makes balances what the ledger says, while others enter something; inside a transaction that is READ COMMITTED. Two
 * statements: once the first has the balances locked, whoever entered something has committed, and the second sees it;
 * whoever comes later adds to what the second wrote.
 */
export async function mendBalances(
  session: Pick<Session, 'rows'>,
  differences: readonly BalanceDifference[],
): Promise<void> {
  if (differences.length === 0) return;
  const which = JSON.stringify(
    differences.map(({ organizationId, itemId, lotId, locationId }) => ({
      organization_id: organizationId,
      item_id: itemId,
      lot_id: lotId,
      location_id: locationId,
    })),
  );
  await session.rows(lock, [which]);
  await session.rows(addUp, [which]);
}

/** Makes every transaction of the session READ COMMITTED, whatever the login's default is. */
export function useReadCommitted(session: Pick<Session, 'run'>): Promise<void> {
  return session.run(`set default_transaction_isolation = 'read committed'`);
}
