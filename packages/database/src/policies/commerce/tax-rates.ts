import { noOverlap } from './no-overlap.ts';

/** One rate a day, of a state and a type of product. */
export const taxRateRules: readonly string[] = [
  noOverlap({
    table: 'state_tax_rates',
    name: 'state_tax_rates_overlap',
    columns: ['organization_id', 'state', 'product_type'],
  }),
];
