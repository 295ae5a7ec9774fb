import type { projects, ProjectStatus } from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import type { DemoIds } from './demo-ids.ts';
import type { Slug } from './organizations.ts';

interface Project {
  readonly slug: Slug;
  readonly name: string;
  readonly description?: string;
  readonly status?: ProjectStatus;
  /** Days ago. */
  readonly created: number;
  /** Days ago. */
  readonly deleted?: number;
}

const plan: readonly Project[] = [
  { slug: 'acme-corp', name: 'Website relaunch', description: 'New site by spring', created: 80 },
  { slug: 'acme-corp', name: 'Warehouse move', status: 'planned', created: 12 },
  { slug: 'acme-corp', name: 'Spring catalog', status: 'completed', created: 200 },
  { slug: 'acme-corp', name: 'Old intranet', status: 'archived', created: 700 },
  { slug: 'acme-corp', name: 'Loyalty cards', created: 90, deleted: 3 },
  // Past any retention time: the purge finds something to do.
  { slug: 'acme-corp', name: 'Fax gateway', status: 'archived', created: 900, deleted: 400 },
  { slug: 'tech-startup-inc', name: 'Mobile app', created: 45 },
  { slug: 'tech-startup-inc', name: 'Investor deck', status: 'completed', created: 150 },
  { slug: 'tech-startup-inc', name: 'Chat bot', created: 60, deleted: 20 },
];

export function projectRows(ids: DemoIds, now: Date): readonly (typeof projects.$inferInsert)[] {
  return plan.map(({ slug, name, description, status, created, deleted }) => ({
    organizationId: ids.organization(slug),
    id: seedId('projects', `${slug}/${name}`),
    name,
    description,
    status: status ?? 'active',
    createdAt: daysBefore(now, created),
    updatedAt: daysBefore(now, deleted ?? created),
    deletedAt: deleted === undefined ? null : daysBefore(now, deleted),
  }));
}
