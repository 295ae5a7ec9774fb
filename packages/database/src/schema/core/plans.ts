/** What an organization can subscribe to, from the least to the most. */
export const plans = ['free', 'starter', 'pro', 'enterprise'] as const;

export type Plan = (typeof plans)[number];
