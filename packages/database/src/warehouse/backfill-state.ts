import type { Session } from '../environment/session.ts';
import { beforeFirst, type ItemKey } from './item-range.ts';

/** How far a backfill came. */
export interface Backfill {
  readonly id: string;
  /** The last item that is done. */
  readonly last: ItemKey;
  readonly itemsDone: number;
  readonly mended: number;
  readonly finished: boolean;
}

type Rows = Pick<Session, 'rows'>;

/** The backfill that was not finished; a new one when there is none. */
export async function continueBackfill(
  session: Rows,
): Promise<{ readonly id: string; readonly continued: boolean }> {
  const [unfinished] = await session.rows<{ id: string }>(
    'select id from public.balance_backfills where finished_at is null order by id limit 1',
  );
  if (unfinished !== undefined) return { id: unfinished.id, continued: true };
  const [made] = await session.rows<{ id: string }>(
    'insert into public.balance_backfills default values returning id',
  );
  return { id: made!.id, continued: false };
}

interface BackfillRow {
  readonly organization: string | null;
  readonly item: string | null;
  readonly items: number;
  readonly mended: number;
  readonly finished: boolean;
}

/** Reads how far it came, and keeps others from going on until the end of the transaction. */
export async function lockBackfill(session: Rows, id: string): Promise<Backfill> {
  const [row] = await session.rows<BackfillRow>(
    `select last_organization_id as organization, last_item_id as item, items_done as items,
            balances_mended as mended, finished_at is not null as finished
       from public.balance_backfills where id = $1::uuid for update`,
    [id],
  );
  if (row === undefined) throw new Error(`The backfill ${id} is not there any more.`);
  const { organization, item, items, mended, finished } = row;
  const last =
    organization === null || item === null
      ? beforeFirst()
      : { organizationId: organization, itemId: item };
  return { id, last, itemsDone: items, mended, finished };
}

/** Writes how far it came. */
export async function saveBackfill(session: Rows, state: Backfill): Promise<void> {
  const { id, last, itemsDone, mended, finished } = state;
  await session.rows(
    `update public.balance_backfills set last_organization_id = $2::uuid, last_item_id = $3::uuid, items_done = $4::int,
            balances_mended = $5::int, finished_at = case when $6::bool then now() end
      where id = $1::uuid`,
    [id, last.organizationId, last.itemId, itemsDone, mended, finished],
  );
}
