import type {
  organizations,
  organizationSettings,
  Plan,
  subscriptions,
} from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import type { CanvasIds } from './canvas-ids.ts';

const companies = [
  { slug: 'demo', name: 'Demo', plan: 'free' },
  { slug: 'enterprise', name: 'Enterprise', plan: 'enterprise' },
  { slug: 'startup', name: 'Startup', plan: 'pro' },
] as const satisfies readonly { slug: string; name: string; plan: Plan }[];

export type Slug = (typeof companies)[number]['slug'];

export const slugs: readonly Slug[] = companies.map(({ slug }) => slug);

export function organizationRows(): readonly (typeof organizations.$inferInsert)[] {
  return companies.map(({ slug, name }) => ({ id: seedId('organizations', slug), slug, name }));
}

export function settingsRows(
  ids: CanvasIds,
): readonly (typeof organizationSettings.$inferInsert)[] {
  return companies.map(({ slug }) => ({
    organizationId: ids.organization(slug),
    id: seedId('organization_settings', slug),
  }));
}

export function subscriptionRows(
  ids: CanvasIds,
  now: Date,
): readonly (typeof subscriptions.$inferInsert)[] {
  return companies.map(({ slug, plan }) => ({
    organizationId: ids.organization(slug),
    id: seedId('subscriptions', slug),
    plan,
    seatCount: 5,
    currentPeriodStart: daysBefore(now, 10),
    currentPeriodEnd: daysBefore(now, -20),
  }));
}
