import type { DefinerAccess, LookupFunction } from '@startkit/tenancy/policies';
import { contextOrStaff } from '../staff.ts';

/*
 * Summed anew, under the invoice's lock: of two payments of the rest, the second counts the first and fails on
 * invoices_paid_check. With the rights of startkit_definer: members do not write what is paid.
 */
export const sumInvoiceFunction: LookupFunction = {
  signature: 'app.sum_invoice()',
  executableBy: [],
  sql: `
create or replace function app.sum_invoice() returns pg_catalog.trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp
as $function$
begin
  perform from public.invoices i
    where (i.organization_id, i.id) in (select c.organization_id, c.invoice_id from changed c)
    order by i.organization_id, i.id for no key update;
  update public.invoices i set paid = s.paid
    from (select c.organization_id, c.invoice_id, sum(p.amount) as paid
            from (select distinct organization_id, invoice_id from changed) c
            join public.payments p on p.organization_id = c.organization_id and p.invoice_id = c.invoice_id
           group by c.organization_id, c.invoice_id) s
   where i.organization_id = s.organization_id and i.id = s.invoice_id and i.paid <> s.paid;
  return null;
end
$function$;`,
};

export const paymentDefinerAccess: readonly DefinerAccess[] = [
  {
    table: 'invoices',
    columns: ['organization_id', 'id', 'paid'],
    using: contextOrStaff,
    update: ['paid'],
  },
  {
    table: 'payments',
    columns: ['organization_id', 'invoice_id', 'amount'],
    using: contextOrStaff,
  },
];

/** The trigger, as repeatable statements. */
export const paymentRules: readonly string[] = [
  'create or replace trigger sum_invoice after insert on payments referencing new table as changed for each statement execute function app.sum_invoice();',
];
