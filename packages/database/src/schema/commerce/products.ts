import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { oneOf } from '../checks.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';
import { suppliers } from './suppliers.ts';

export const productCategories = ['wine', 'spirits', 'beer'] as const;
export type ProductCategory = (typeof productCategories)[number];

export const productStatuses = ['active', 'discontinued'] as const;
export type ProductStatus = (typeof productStatuses)[number];

export const products = commented(
  tenantTable(
    'products',
    {
      sku: text('sku').notNull(),
      name: text('name').notNull(),
      brand: text('brand'),
      category: text('category', { enum: productCategories }).notNull(),
      varietal: text('varietal'),
      vintage: integer('vintage'),
      region: text('region'),
      status: text('status', { enum: productStatuses }).notNull().default('active'),
      supplierId: uuid('supplier_id'),
    },
    (t) => [
      unique('products_sku_unique').on(t.organizationId, t.sku),
      index('products_active_brand_idx')
        .on(t.organizationId, t.brand)
        .where(sql`${t.status} = 'active'`),
      index('products_category_status_idx').on(t.organizationId, t.category, t.status),
      index('products_supplier_id_idx').on(t.organizationId, t.supplierId),
      foreignKey({
        name: 'products_supplier_fk',
        columns: [t.organizationId, t.supplierId],
        foreignColumns: [suppliers.organizationId, suppliers.id],
      }),
      check('products_sku_check', sql`${t.sku} <> ''`),
      check('products_name_check', sql`${t.name} <> ''`),
      check('products_vintage_check', sql`${t.vintage} between 1800 and 2200`),
      oneOf('products_category_check', t.category, productCategories),
      oneOf('products_status_check', t.status, productStatuses),
    ],
    // What is discontinued is shown as well: old orders name it.
    { write: 'member', portal: { allow: ['select'] } },
  ),
  'What the organization sells, whatever the bottle.',
  {
    sku: 'The product number, as in WC-CAB-001; unique in the organization.',
    name: 'What it is called.',
    brand: 'Who makes it.',
    category: 'What kind of drink it is: it is taxed by that.',
    varietal: 'The grape, as in Pinot Noir.',
    vintage: 'The year of the harvest; null: none is named.',
    region: 'Where it comes from.',
    status: 'Whether it is still sold.',
    supplierId: 'Whom it is bought from.',
  },
);
