import type { auditLogs } from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import type { Company } from './company.ts';
import type { Random } from './random.ts';

const actions = [
  'project.created',
  'project.updated',
  'project.updated',
  'project.deleted',
  'member.invited',
  'member.role_changed',
  'settings.updated',
] as const;

/** 30 to 150 entries, spread over the company's life. */
export function auditRowsOf(
  { organizationId, slug, ageInDays, employees }: Company,
  random: Random,
  now: Date,
): readonly (typeof auditLogs.$inferInsert)[] {
  return Array.from({ length: random.integer(30, 150) }, (_, number) => {
    const action = random.pick(actions);
    const createdAt = daysBefore(now, (random.integer(0, 1000) / 1000) * ageInDays);
    return {
      organizationId,
      id: seedId('audit_logs', `${slug}/${number}`),
      userId: random.pick(employees).userId,
      action,
      resourceType: action.slice(0, action.indexOf('.')),
      changes: { after: { revision: number } },
      ipAddress: `198.51.100.${random.integer(1, 254)}`,
      userAgent: 'Mozilla/5.0',
      createdAt,
      updatedAt: createdAt,
    };
  });
}
