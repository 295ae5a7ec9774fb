import type { NotificationPriority, notifications } from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import type { DemoIds } from './demo-ids.ts';
import type { Slug } from './organizations.ts';
import type { Person } from './people.ts';

interface Message {
  readonly slug: Slug;
  readonly person: Person;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly priority: NotificationPriority;
  /** Days ago. */
  readonly sent: number;
  /** Days ago. */
  readonly read?: number;
}

const messages: readonly Message[] = [
  {
    slug: 'acme-corp',
    person: 'alice',
    kind: 'subscription.updated',
    title: 'You are on the pro plan',
    body: 'Ten seats, billed monthly.',
    priority: 'normal',
    sent: 10,
    read: 9,
  },
  {
    slug: 'acme-corp',
    person: 'dave',
    kind: 'project.deleted',
    title: 'Loyalty cards was deleted',
    body: 'It can be restored until the retention time ends.',
    priority: 'high',
    sent: 3,
  },
  {
    slug: 'tech-startup-inc',
    person: 'bob',
    kind: 'subscription.trial_ending',
    title: 'Your trial ends soon',
    body: 'Choose a plan to keep your seats.',
    priority: 'urgent',
    sent: 1,
  },
];

export function notificationRows(
  ids: DemoIds,
  now: Date,
): readonly (typeof notifications.$inferInsert)[] {
  return messages.map(({ slug, person, sent, read, ...columns }) => ({
    organizationId: ids.organization(slug),
    id: seedId('notifications', `${slug}/${person}/${columns.kind}`),
    userId: ids.user(person),
    ...columns,
    readAt: read === undefined ? null : daysBefore(now, read),
    createdAt: daysBefore(now, sent),
    updatedAt: daysBefore(now, read ?? sent),
  }));
}
