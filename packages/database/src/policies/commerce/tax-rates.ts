/*
 * One rate a day: two transactions that write at once both see none but their own, so no check that reads can say so.
 * An exclusion constraint does, which needs btree_gist for the columns that are compared with =. drizzle-kit knows
 * neither; see docs/decisions/0011-tax-rates.md.
 */

/** The extension and the constraint, as repeatable statements. */
export const taxRateRules: readonly string[] = [
  'create extension if not exists btree_gist with schema public;',
  `do $$ begin
  if not exists (select from pg_catalog.pg_constraint
    where conrelid = 'public.state_tax_rates'::pg_catalog.regclass and conname = 'state_tax_rates_overlap')
  then
    alter table public.state_tax_rates add constraint state_tax_rates_overlap exclude using gist (
      organization_id with =, state with =, product_type with =,
      pg_catalog.daterange(valid_from, valid_to, '[]') with &&);
  end if;
end $$;`,
];
