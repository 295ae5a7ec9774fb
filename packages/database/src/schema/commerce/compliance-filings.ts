import { sql } from 'drizzle-orm';
import { check, date, index, text, unique } from 'drizzle-orm/pg-core';
import { matches, oneOf } from '../checks.ts';
import { moment, money } from '../columns.ts';
import { commented } from '../commented.ts';
import { tenantTable } from '../tenancy.ts';

export const filingStatuses = ['pending', 'filed', 'late'] as const;
export type FilingStatus = (typeof filingStatuses)[number];

export const complianceFilings = commented(
  tenantTable(
    'compliance_filings',
    {
      state: text('state').notNull(),
      filingType: text('filing_type').notNull(),
      periodStart: date('period_start').notNull(),
      periodEnd: date('period_end').notNull(),
      dueOn: date('due_on').notNull(),
      status: text('status', { enum: filingStatuses }).notNull().default('pending'),
      filedAt: moment('filed_at'),
      amount: money('amount'),
      currency: text('currency').notNull().default('USD'),
      confirmationNumber: text('confirmation_number'),
    },
    (t) => [
      unique('compliance_filings_period_unique').on(
        t.organizationId,
        t.state,
        t.filingType,
        t.periodStart,
        t.periodEnd,
      ),
      index('compliance_filings_due_idx')
        .on(t.organizationId, t.dueOn)
        .where(sql`${t.filedAt} is null`),
      matches('compliance_filings_state_check', t.state, '^[A-Z]{2}$'),
      matches('compliance_filings_filing_type_check', t.filingType, '^[a-z][a-z0-9_]*$'),
      check('compliance_filings_period_check', sql`${t.periodEnd} >= ${t.periodStart}`),
      check('compliance_filings_due_on_check', sql`${t.dueOn} >= ${t.periodEnd}`),
      oneOf('compliance_filings_status_check', t.status, filingStatuses),
      check(
        'compliance_filings_filed_at_check',
        sql`(${t.status} = 'filed') = (${t.filedAt} is not null)`,
      ),
      check('compliance_filings_amount_check', sql`${t.amount} >= 0`),
      matches('compliance_filings_currency_check', t.currency, '^[A-Z]{3}$'),
      check(
        'compliance_filings_confirmation_check',
        sql`${t.confirmationNumber} is null or ${t.filedAt} is not null`,
      ),
    ],
    { write: 'manager' },
  ),
  'What the organization has to report to the states it sells in.',
  {
    state: 'To which state, as two letters.',
    filingType: 'What is reported, as the state has it: excise_tax, shipments.',
    periodStart: 'The first day of the period that is reported.',
    periodEnd: 'Its last day.',
    dueOn: 'The last day on which it is filed in time.',
    status: 'Whether it was filed; late: it was not, and should have been.',
    filedAt: 'When it was filed; null unless it was.',
    amount: 'What is owed with it; null: nothing, or not known yet.',
    currency: 'ISO 4217: of the amount.',
    confirmationNumber: 'What the state answered; only where it was filed.',
  },
);
