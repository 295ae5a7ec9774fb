import type { inventory, products, skus, stateTaxRates } from '../../schema/index.ts';
import { seedId } from '../seed-id.ts';
import type { CommerceIds } from './commerce-ids.ts';

interface Wine {
  readonly sku: string;
  readonly name: string;
  readonly varietal: string;
  readonly vintage: number;
  readonly region: string;
  /** Dollars a bottle. */
  readonly price: string;
  /** Bottles in stock. */
  readonly onHand: number;
}

const wines = [
  {
    sku: 'WC-CAB-001',
    name: 'Estate Reserve Cabernet Sauvignon',
    varietal: 'Cabernet Sauvignon',
    vintage: 2021,
    region: 'Napa Valley',
    price: '65.00',
    onHand: 240,
  },
  {
    sku: 'WC-CHARD-001',
    name: 'Sonoma Coast Chardonnay',
    varietal: 'Chardonnay',
    vintage: 2022,
    region: 'Sonoma Coast',
    price: '35.00',
    onHand: 360,
  },
  {
    sku: 'WC-PINOT-001',
    name: 'Willamette Valley Pinot Noir',
    varietal: 'Pinot Noir',
    vintage: 2021,
    region: 'Willamette Valley',
    price: '45.00',
    onHand: 180,
  },
] as const satisfies readonly Wine[];

export type WineSku = (typeof wines)[number]['sku'];

/** The part of the price that the state takes of wine. */
export const taxRate = 0.09;

/** Dollars a bottle. */
export const priceOf = (sku: WineSku) => wines.find((wine) => wine.sku === sku)!.price;

export const skuId = (sku: WineSku) => seedId('skus', sku);

export function productRows({
  organization,
}: CommerceIds): readonly (typeof products.$inferInsert)[] {
  return wines.map(({ sku, name, varietal, vintage, region }) => ({
    organizationId: organization,
    id: seedId('products', sku),
    sku,
    name,
    brand: 'Well Crafted',
    category: 'wine',
    varietal,
    vintage,
    region,
  }));
}

export function skuRows({ organization }: CommerceIds): readonly (typeof skus.$inferInsert)[] {
  return wines.map(({ sku, price }) => ({
    organizationId: organization,
    id: skuId(sku),
    productId: seedId('products', sku),
    code: sku,
    unitPrice: price,
  }));
}

export function inventoryRows({
  organization,
}: CommerceIds): readonly (typeof inventory.$inferInsert)[] {
  return wines.map(({ sku, onHand }) => ({
    organizationId: organization,
    id: seedId('inventory', sku),
    skuId: skuId(sku),
    onHand,
  }));
}

export function taxRateRows({
  organization,
}: CommerceIds): readonly (typeof stateTaxRates.$inferInsert)[] {
  return [
    {
      organizationId: organization,
      id: seedId('state_tax_rates', 'NY/wine'),
      state: 'NY',
      productType: 'wine',
      rate: taxRate.toString(),
      validFrom: '2020-01-01',
    },
  ];
}
