import type { AuditChanges, auditLogs } from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import type { DemoIds } from './demo-ids.ts';
import type { Slug } from './organizations.ts';
import type { Person } from './people.ts';

interface Entry {
  readonly slug: Slug;
  /** Left out: no member acted. */
  readonly person?: Person;
  readonly action: string;
  readonly of: string;
  readonly changes?: AuditChanges;
  /** Days ago. */
  readonly at: number;
}

const entries: readonly Entry[] = [
  {
    slug: 'acme-corp',
    person: 'alice',
    action: 'organization.created',
    of: 'Acme Corp',
    changes: { after: { name: 'Acme Corp' } },
    at: 900,
  },
  {
    slug: 'acme-corp',
    person: 'alice',
    action: 'member.role_changed',
    of: 'dave@example.com',
    changes: { before: { role: 'member' }, after: { role: 'manager' } },
    at: 120,
  },
  {
    slug: 'acme-corp',
    person: 'carol',
    action: 'member.removed',
    of: 'frank@example.com',
    changes: { before: { status: 'active' }, after: { status: 'removed' } },
    at: 30,
  },
  {
    slug: 'acme-corp',
    person: 'erin',
    action: 'project.deleted',
    of: 'Loyalty cards',
    changes: { before: { name: 'Loyalty cards' } },
    at: 3,
  },
  {
    slug: 'acme-corp',
    action: 'subscription.updated',
    of: 'pro',
    changes: { before: { plan: 'starter' }, after: { plan: 'pro' } },
    at: 10,
  },
  {
    slug: 'tech-startup-inc',
    person: 'bob',
    action: 'organization.created',
    of: 'Tech Startup Inc',
    changes: { after: { name: 'Tech Startup Inc' } },
    at: 160,
  },
  {
    slug: 'tech-startup-inc',
    person: 'bob',
    action: 'project.created',
    of: 'Mobile app',
    changes: { after: { name: 'Mobile app' } },
    at: 45,
  },
];

export function auditRows(ids: DemoIds, now: Date): readonly (typeof auditLogs.$inferInsert)[] {
  return entries.map(({ slug, person, action, of, changes, at }) => ({
    organizationId: ids.organization(slug),
    id: seedId('audit_logs', `${slug}/${action}/${of}`),
    userId: person === undefined ? null : ids.user(person),
    action,
    resourceType: action.slice(0, action.indexOf('.')),
    metadata: { name: of },
    changes,
    ipAddress: person === undefined ? null : '203.0.113.7',
    userAgent: person === undefined ? 'stripe' : 'seed',
    createdAt: daysBefore(now, at),
    updatedAt: daysBefore(now, at),
  }));
}
