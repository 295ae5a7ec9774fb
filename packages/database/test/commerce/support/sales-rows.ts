import type { PgTable } from 'drizzle-orm/pg-core';
import {
  accountHealthSnapshots,
  activities,
  callPlans,
  complianceFilings,
  integrationTokens,
  newsletterSubscriptions,
  salesMetrics,
  stateTaxRates,
  tasks,
  webhookDeliveries,
  webhookEvents,
  webhookSecrets,
  webhookSubscriptions,
} from '../../../src/schema/index.ts';
import type { Side } from './sales-world.ts';

/** The least that may write: a member's role, the tenant's system, or staff alone. */
export type Writer = 'member' | 'manager' | 'admin' | 'system' | 'staff';

export interface SalesTable {
  readonly table: PgTable;
  readonly writer: Writer;
  /** Whether members read it. Default true. */
  readonly read?: boolean;
  /** A row that is right. */
  row(side: Side): Readonly<Record<string, unknown>>;
}

let count = 0;
/** Another one each time, where something is unique. */
const next = () => (count += 1);
/** A day of its own each time. */
const nextDay = () => new Date(Date.UTC(2000, 0, next())).toISOString().slice(0, 10);

/** The tables, by their names in TypeScript. */
export const salesTables = {
  activities: {
    table: activities,
    writer: 'member',
    row: ({ customerId, userId }) => ({ customerId, userId, kind: 'call', subject: 'Spring list' }),
  },
  callPlans: {
    table: callPlans,
    writer: 'member',
    row: ({ customerId, userId }) => ({
      customerId,
      userId,
      scheduledFor: '2026-05-04',
      objective: 'Reorder',
    }),
  },
  tasks: {
    table: tasks,
    writer: 'member',
    row: ({ userId }) => ({ userId, title: 'Send the list' }),
  },
  accountHealthSnapshots: {
    table: accountHealthSnapshots,
    writer: 'system',
    row: ({ customerId }) => ({
      customerId,
      takenAt: new Date(Date.UTC(2026, 0, 1) + next() * 1000),
      paceStatus: 'unknown',
      periodDays: 90,
      revenue: '10.00',
      previousRevenue: '20.00',
      score: 50,
    }),
  },
  salesMetrics: {
    table: salesMetrics,
    writer: 'system',
    row: () => ({ period: 'day', periodStart: nextDay(), orders: 2, revenue: '25.00' }),
  },
  complianceFilings: {
    table: complianceFilings,
    writer: 'manager',
    row: () => ({
      state: 'NY',
      filingType: `excise_tax_${next()}`,
      periodStart: '2026-01-01',
      periodEnd: '2026-03-31',
      dueOn: '2026-04-20',
    }),
  },
  stateTaxRates: {
    table: stateTaxRates,
    writer: 'admin',
    row: () => {
      const day = nextDay();
      return { state: 'NY', productType: 'wine', rate: '0.09', validFrom: day, validTo: day };
    },
  },
  webhookSubscriptions: {
    table: webhookSubscriptions,
    writer: 'admin',
    row: () => ({ name: 'B', url: 'https://example.com/b', eventTypes: ['order.created'] }),
  },
  webhookSecrets: {
    table: webhookSecrets,
    writer: 'staff',
    read: false,
    row: ({ subscriptionId }) => ({
      subscriptionId,
      version: next(),
      ciphertext: 'c2VjcmV0',
      keyId: 'k1',
    }),
  },
  webhookEvents: {
    table: webhookEvents,
    writer: 'member',
    row: () => ({ type: 'order.created', payload: { number: 'O-1' } }),
  },
  webhookDeliveries: {
    table: webhookDeliveries,
    writer: 'admin',
    row: ({ eventId, subscriptionId }) => ({ eventId, subscriptionId, replay: next() }),
  },
  integrationTokens: {
    table: integrationTokens,
    writer: 'staff',
    read: false,
    row: () => ({
      provider: 'quickbooks',
      account: `a${next()}`,
      accessCiphertext: 'dG9rZW4=',
      keyId: 'k1',
    }),
  },
  newsletterSubscriptions: {
    table: newsletterSubscriptions,
    writer: 'member',
    row: () => ({ email: `reader${next()}@example.com` }),
  },
} as const satisfies Readonly<Record<string, SalesTable>>;

export type SalesTableName = keyof typeof salesTables;

/** The same as pairs, for test.each. */
export const salesTableEntries = Object.entries(salesTables) as readonly (readonly [
  SalesTableName,
  SalesTable,
])[];
