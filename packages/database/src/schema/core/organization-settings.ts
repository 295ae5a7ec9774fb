import { sql } from 'drizzle-orm';
import { boolean, check, integer, text, unique } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const dateFormats = [
  'YYYY-MM-DD',
  'MM/DD/YY',
  'MM/DD/YYYY',
  'DD/MM/YYYY',
  'DD.MM.YYYY',
] as const;
export type DateFormat = (typeof dateFormats)[number];

/** What an organization's work depends on: one row each. */
export const organizationSettings = commented(
  tenantTable(
    'organization_settings',
    {
      defaultCurrency: text('default_currency').notNull().default('USD'),
      timezone: text('timezone').notNull().default('UTC'),
      dateFormat: text('date_format', { enum: dateFormats }).notNull().default('YYYY-MM-DD'),
      revenueDropPercent: integer('revenue_drop_percent').notNull().default(15),
      minimumOrdersForHealth: integer('minimum_orders_for_health').notNull().default(3),
      sampleAllowance: integer('sample_allowance').notNull().default(60),
      sampleApprovalAbove: integer('sample_approval_above').notNull().default(60),
      minimumOrdersForPace: integer('minimum_orders_for_pace').notNull().default(3),
      paceRiskDays: integer('pace_risk_days').notNull().default(2),
      portalEnabled: boolean('portal_enabled').notNull().default(false),
      cartEnabled: boolean('cart_enabled').notNull().default(false),
      invoicesEnabled: boolean('invoices_enabled').notNull().default(false),
      allowNegativeStock: boolean('allow_negative_stock').notNull().default(false),
    },
    (t) => [
      unique('organization_settings_organization_unique').on(t.organizationId),
      matches('organization_settings_currency_check', t.defaultCurrency, '^[A-Z]{3}$'),
      check('organization_settings_timezone_check', sql`${t.timezone} <> ''`),
      oneOf('organization_settings_date_format_check', t.dateFormat, dateFormats),
      check(
        'organization_settings_revenue_drop_check',
        sql`${t.revenueDropPercent} between 1 and 100`,
      ),
      check('organization_settings_health_orders_check', sql`${t.minimumOrdersForHealth} >= 1`),
      check('organization_settings_sample_allowance_check', sql`${t.sampleAllowance} >= 0`),
      check('organization_settings_sample_approval_check', sql`${t.sampleApprovalAbove} >= 0`),
      // A gap needs two orders.
      check('organization_settings_pace_orders_check', sql`${t.minimumOrdersForPace} >= 2`),
      check('organization_settings_pace_risk_check', sql`${t.paceRiskDays} >= 0`),
    ],
    { write: 'admin' },
  ),
  'What the work of an organization depends on: one row each.',
  {
    defaultCurrency: 'ISO 4217: of new amounts.',
    timezone: 'Where its day begins: a name of the IANA time zone database.',
    dateFormat: 'How dates are shown.',
    revenueDropPercent: 'A customer whose revenue fell by this much, in percent, is at risk.',
    minimumOrdersForHealth: 'How many orders a customer needs for its health to be judged.',
    sampleAllowance: 'Samples a sales representative may hand out in a period.',
    sampleApprovalAbove: 'Beyond this many samples a manager approves.',
    minimumOrdersForPace: 'How many orders a customer needs for its usual gap to be known.',
    paceRiskDays: 'Days after its usual gap from which the pace of a customer is at risk.',
    portalEnabled: 'Whether customers have the portal.',
    cartEnabled: 'Whether they order there.',
    invoicesEnabled: 'Whether they see their invoices there.',
    allowNegativeStock:
      'Whether more may be taken out of the warehouse than its ledger says is there.',
  },
);
