import type { subscriptions } from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import type { DemoIds } from './demo-ids.ts';

export function subscriptionRows(
  ids: DemoIds,
  now: Date,
): readonly (typeof subscriptions.$inferInsert)[] {
  const period = {
    currentPeriodStart: daysBefore(now, 10),
    currentPeriodEnd: daysBefore(now, -20),
  };
  return [
    { slug: 'acme-corp', plan: 'pro', status: 'active', seatCount: 10 } as const,
    { slug: 'tech-startup-inc', plan: 'starter', status: 'trialing', seatCount: 3 } as const,
  ].map(({ slug, ...columns }) => ({
    organizationId: ids.organization(slug),
    id: seedId('subscriptions', slug),
    ...columns,
    ...period,
  }));
}
