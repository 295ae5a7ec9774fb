import { searchPath, type DefinerAccess, type LookupFunction } from '@startkit/tenancy/policies';
import { contextOrStaff, staffActs, staffLogin } from '../staff.ts';

/*
 * A sheet's way: draft, counting, posted; cancelled from either of the first two. Posted and cancelled are final, whoever
 * asks. Two who post at once take turns at the row, and the second finds it posted.
 */
const guardCountSheet = `
create or replace function app.guard_count_sheet() returns pg_catalog.trigger
  language plpgsql volatile set search_path = ${searchPath}
as $function$
begin
  if old.status in ('posted', 'cancelled') then
    raise exception 'count sheet % is %: it does not change any more', old.count_number, old.status
      using errcode = '23514', table = 'count_sheets', constraint = 'count_sheets_final';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if new.status <> old.status and not (new.status = 'cancelled' or old.status = 'draft' and new.status = 'counting'
    or old.status = 'counting' and new.status = 'posted')
  then
    raise exception 'a count sheet does not go from % to %', old.status, new.status
      using errcode = '23514', table = 'count_sheets', constraint = 'count_sheets_status_order';
  end if;
  if new.status <> 'posted' then
    return new;
  end if;
  if exists (select from public.count_lines l
    where l.organization_id = new.organization_id and l.count_sheet_id = new.id and l.counted is null)
  then
    raise exception 'count sheet % has lines that nobody counted', new.count_number
      using errcode = '23514', table = 'count_sheets', constraint = 'count_sheets_counted';
  end if;
  new.posted_at := pg_catalog.now();
  new.posted_by := (select m.user_id from public.organization_members m
    where m.organization_id = new.organization_id and m.user_id = app.current_user_id());
  return new;
end
$function$;`;

/*
 * Lines change as long as their sheet is open. The lock holds the sheet as it is until the end of the transaction, and makes
 * those who count on it take turns. What is expected is read when something is counted, so that what moved before or
 * after is no variance. Staff load counts that are history, outside of any organization.
 */
const guardCountLine = `
create or replace function app.guard_count_line() returns pg_catalog.trigger
  language plpgsql volatile set search_path = ${searchPath}
as $function$
declare
  changed public.count_lines := coalesce(new, old);
  sheet pg_catalog.record;
begin
  if tg_op = 'INSERT' and ${staffActs} and app.current_org_id() is null then
    return new;
  end if;
  if tg_op = 'UPDATE' and (new.organization_id, new.count_sheet_id, new.item_id) is distinct from
    (old.organization_id, old.count_sheet_id, old.item_id) or tg_op = 'UPDATE' and new.lot_id is distinct from old.lot_id
  then
    raise exception 'a count line stays what it is of'
      using errcode = '23514', table = 'count_lines', constraint = 'count_lines_fixed';
  end if;
  select s.status, s.location_id into sheet from public.count_sheets s
    where s.organization_id = changed.organization_id and s.id = changed.count_sheet_id for no key update;
  if sheet.status in ('posted', 'cancelled') then
    raise exception 'the count sheet is %: its lines do not change any more', sheet.status
      using errcode = '23514', table = 'count_lines', constraint = 'count_lines_final';
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  if tg_op = 'UPDATE' and new.counted is not distinct from old.counted then
    new.expected := old.expected;
    return new;
  end if;
  new.expected := coalesce((select b.quantity from public.inventory_balances b
    where b.organization_id = new.organization_id and b.item_id = new.item_id
      and b.location_id = sheet.location_id and b.lot_id is not distinct from new.lot_id), 0);
  return new;
end
$function$;`;

/** Enters the differences of a sheet that was just posted. What it may not see it does not post: it asks whose sheet it is. */
export const postCountSheetFunction: LookupFunction = {
  signature: 'app.post_count_sheet()',
  executableBy: [],
  sql: `
create or replace function app.post_count_sheet() returns pg_catalog.trigger
  language plpgsql volatile parallel unsafe security definer set search_path = ${searchPath}
as $function$
begin
  if not ${staffLogin} and new.organization_id is distinct from app.current_org_id() then
    raise exception 'the count sheet is not of this organization' using errcode = '42501';
  end if;
  insert into public.inventory_ledger
    (organization_id, item_id, location_id, lot_id, quantity_delta, reason, reference, count_line_id, occurred_at, user_id)
  select l.organization_id, l.item_id, new.location_id, l.lot_id, l.variance, 'count', new.count_number, l.id,
      new.posted_at, new.posted_by
    from public.count_lines l
    where l.organization_id = new.organization_id and l.count_sheet_id = new.id and l.variance <> 0;
  return null;
end
$function$;`,
};

export const countDefinerAccess: readonly DefinerAccess[] = [
  {
    table: 'count_lines',
    columns: ['organization_id', 'id', 'count_sheet_id', 'item_id', 'lot_id', 'variance'],
    using: contextOrStaff,
  },
  {
    table: 'inventory_ledger',
    columns: ['organization_id'],
    using: contextOrStaff,
    insert: [
      'organization_id',
      'item_id',
      'location_id',
      'lot_id',
      'quantity_delta',
      'reason',
      'reference',
      'count_line_id',
      'occurred_at',
      'user_id',
    ],
  },
];

export const countRules: readonly string[] = [
  guardCountSheet.trim(),
  guardCountLine.trim(),
  'revoke execute on function app.guard_count_sheet(), app.guard_count_line() from public;',
  'create or replace trigger guard_count_sheet before update or delete on count_sheets for each row execute function app.guard_count_sheet();',
  'create or replace trigger guard_count_line before insert or update or delete on count_lines for each row execute function app.guard_count_line();',
  `create or replace trigger post_count_sheet after update on count_sheets for each row when (old.status <> 'posted' and new.status = 'posted') execute function app.post_count_sheet();`,
];
