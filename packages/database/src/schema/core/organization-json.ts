import { z } from 'zod';

/** `organizations.settings`: how the organization presents itself. What its work depends on is a column of `organization_settings`. */
export const organizationDisplaySettings = z.strictObject({
  logoUrl: z.url().optional(),
  accentColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'a colour as #rrggbb')
    .optional(),
  supportEmail: z.email().optional(),
});

export type OrganizationDisplaySettings = z.infer<typeof organizationDisplaySettings>;

/** `organizations.limits`: what was agreed with this organization beyond its plan. Left out: the plan's own limit. */
export const organizationLimits = z.strictObject({
  seats: z.int().positive().optional(),
  apiRequestsPerMinute: z.int().positive().optional(),
  agents: z.int().positive().optional(),
  canvases: z.int().positive().optional(),
  executionsPerMonth: z.int().positive().optional(),
});

export type OrganizationLimits = z.infer<typeof organizationLimits>;
