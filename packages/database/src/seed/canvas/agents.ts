import type { agents, executions } from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import type { CanvasIds } from './canvas-ids.ts';
import type { Slug } from './organizations.ts';
import type { Email } from './people.ts';

/** One each. */
const setups = [
  { slug: 'demo', type: 'opportunity', name: 'Opportunity agent' },
  { slug: 'enterprise', type: 'target', name: 'Target agent' },
  { slug: 'startup', type: 'realization', name: 'Realization agent' },
] as const satisfies readonly { slug: Slug; type: string; name: string }[];

const agentId = (slug: Slug) => seedId('agents', slug);

export function agentRows(ids: CanvasIds): readonly (typeof agents.$inferInsert)[] {
  return setups.map(({ slug, type, name }) => ({
    organizationId: ids.organization(slug),
    id: agentId(slug),
    name,
    type,
    config: { instructions: `Work out the ${type} of a canvas.`, temperature: 0.2 },
  }));
}

type Execution = Pick<
  typeof executions.$inferInsert,
  'status' | 'output' | 'error' | 'startedAt' | 'finishedAt'
>;

interface Run {
  readonly slug: Slug;
  /** Left out: the system asked. */
  readonly email?: Email;
  /** Days ago. */
  readonly at: number;
  readonly outcome: (at: Date) => Execution;
}

const minutes = (at: Date, count: number) => new Date(at.getTime() + count * 60_000);

const succeeded = (at: Date): Execution => ({
  status: 'succeeded',
  output: { summary: 'Two of three markets look promising.' },
  startedAt: minutes(at, 1),
  finishedAt: minutes(at, 3),
});
const failed = (at: Date): Execution => ({
  status: 'failed',
  error: 'The model did not answer in time.',
  startedAt: minutes(at, 1),
  finishedAt: minutes(at, 11),
});
const cancelled = (at: Date): Execution => ({ status: 'cancelled', finishedAt: minutes(at, 2) });
const running = (at: Date): Execution => ({ status: 'running', startedAt: minutes(at, 1) });
const queued = (): Execution => ({ status: 'queued' });

const runs: readonly Run[] = [
  { slug: 'demo', email: 'manager@demo-org.com', at: 9, outcome: succeeded },
  { slug: 'demo', email: 'member@demo-org.com', at: 6, outcome: failed },
  { slug: 'demo', email: 'member@demo-org.com', at: 5, outcome: cancelled },
  { slug: 'enterprise', email: 'owner@enterprise-org.com', at: 2, outcome: succeeded },
  { slug: 'enterprise', at: 1, outcome: running },
  { slug: 'startup', email: 'owner@startup-org.com', at: 0.5, outcome: queued },
];

export function executionRows(
  ids: CanvasIds,
  now: Date,
): readonly (typeof executions.$inferInsert)[] {
  return runs.map(({ slug, email, at, outcome }, place) => {
    const asked = daysBefore(now, at);
    return {
      organizationId: ids.organization(slug),
      id: seedId('executions', `${slug}/${place}`),
      agentId: agentId(slug),
      input: { question: 'Which market first?' },
      createdBy: email === undefined ? null : ids.user(email),
      createdAt: asked,
      updatedAt: asked,
      ...outcome(asked),
    };
  });
}
