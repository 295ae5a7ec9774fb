import type { auditLogs } from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import type { CanvasIds } from './canvas-ids.ts';
import type { Slug } from './organizations.ts';
import type { Email } from './people.ts';

interface Entry {
  readonly slug: Slug;
  readonly email: Email;
  readonly action: string;
  readonly of: string;
  /** Days ago. */
  readonly at: number;
}

const entries: readonly Entry[] = [
  {
    slug: 'demo',
    email: 'admin@demo-org.com',
    action: 'agent.created',
    of: 'Opportunity agent',
    at: 20,
  },
  {
    slug: 'demo',
    email: 'member@demo-org.com',
    action: 'canvas.created',
    of: 'A shop of our own',
    at: 10,
  },
  {
    slug: 'demo',
    email: 'member@demo-org.com',
    action: 'canvas.shared',
    of: 'A shop of our own',
    at: 8,
  },
  {
    slug: 'enterprise',
    email: 'owner@enterprise-org.com',
    action: 'model.published',
    of: 'Value canvas',
    at: 30,
  },
  {
    slug: 'startup',
    email: 'owner@startup-org.com',
    action: 'agent.created',
    of: 'Realization agent',
    at: 4,
  },
];

export function auditRows(ids: CanvasIds, now: Date): readonly (typeof auditLogs.$inferInsert)[] {
  return entries.map(({ slug, email, action, of, at }) => ({
    organizationId: ids.organization(slug),
    id: seedId('audit_logs', `${slug}/${action}/${of}`),
    userId: ids.user(email),
    action,
    resourceType: action.slice(0, action.indexOf('.')),
    metadata: { name: of },
    ipAddress: '203.0.113.7',
    userAgent: 'seed',
    createdAt: daysBefore(now, at),
    updatedAt: daysBefore(now, at),
  }));
}
