import { noOverlap } from './no-overlap.ts';

const table = 'price_list_entries';
const columns = ['organization_id', 'sku_id', 'minimum_quantity'];

/** One price a day, of a SKU, a buyer and a minimum quantity. The buyer is a tier or a customer, so it is said twice. */
export const priceRules: readonly string[] = [
  noOverlap({
    table,
    name: 'price_list_entries_tier_overlap',
    columns: [...columns, 'tier'],
    where: 'customer_id is null',
  }),
  noOverlap({
    table,
    name: 'price_list_entries_customer_overlap',
    columns: [...columns, 'customer_id'],
    where: 'customer_id is not null',
  }),
];
