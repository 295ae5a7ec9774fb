import type { OrganizationLimits } from '../core/organization-json.ts';
import type { Plan } from '../core/plans.ts';

/** What an organization may have at once, or start in a calendar month (UTC). */
export const limitedResources = ['agents', 'canvases', 'executionsPerMonth'] as const;
export type LimitedResource = (typeof limitedResources)[number] & keyof OrganizationLimits;

/**
 * How much of each a plan has; null: no limit. `organizations.limits` says what was agreed beyond it. The one place: the SQL
 * that counts (policies/canvas/limits.ts) is made of it.
 */
export const planLimits: Readonly<Record<Plan, Readonly<Record<LimitedResource, number | null>>>> =
  {
    free: { agents: 3, canvases: 10, executionsPerMonth: 100 },
    starter: { agents: 10, canvases: 50, executionsPerMonth: 1_000 },
    pro: { agents: 50, canvases: 500, executionsPerMonth: 10_000 },
    enterprise: { agents: null, canvases: null, executionsPerMonth: null },
  };
