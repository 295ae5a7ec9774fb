import { sql } from 'drizzle-orm';
import { check, foreignKey, index, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { isJsonObject, oneOf } from '../checks.ts';
import { moment } from '../columns.ts';
import { commented } from '../commented.ts';
import { memberReference } from '../core/member-reference.ts';
import { actsAsThemselves, tenantTable } from '../tenancy.ts';
import { agents } from './agents.ts';

export const executionStatuses = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export type ExecutionStatus = (typeof executionStatuses)[number];

export const executions = commented(
  tenantTable(
    'executions',
    {
      agentId: uuid('agent_id').notNull(),
      status: text('status', { enum: executionStatuses }).notNull().default('queued'),
      input: jsonb('input').$type<Readonly<Record<string, unknown>>>().notNull().default({}),
      output: jsonb('output').$type<Readonly<Record<string, unknown>>>(),
      error: text('error'),
      startedAt: moment('started_at'),
      finishedAt: moment('finished_at'),
      createdBy: uuid('created_by'),
    },
    (t) => [
      index('executions_agent_id_idx').on(t.organizationId, t.agentId, t.createdAt),
      index('executions_created_by_idx').on(t.organizationId, t.createdBy, t.createdAt),
      index('executions_created_at_idx').on(t.organizationId, t.createdAt),
      index('executions_open_idx')
        .on(t.organizationId, t.createdAt)
        .where(sql`${t.status} in ('queued', 'running')`),
      foreignKey({
        name: 'executions_agent_fk',
        columns: [t.organizationId, t.agentId],
        foreignColumns: [agents.organizationId, agents.id],
      }),
      memberReference('executions_created_by_fk', t.organizationId, t.createdBy),
      oneOf('executions_status_check', t.status, executionStatuses),
      isJsonObject('executions_input_check', t.input),
      isJsonObject('executions_output_check', t.output),
      check('executions_error_check', sql`(${t.error} is not null) = (${t.status} = 'failed')`),
      // What was cancelled in the queue never started.
      check(
        'executions_started_at_check',
        sql`${t.status} = 'cancelled' or (${t.startedAt} is null) = (${t.status} = 'queued')`,
      ),
      check(
        'executions_finished_at_check',
        sql`(${t.finishedAt} is null) = (${t.status} in ('queued', 'running'))`,
      ),
      check('executions_duration_check', sql`${t.finishedAt} >= ${t.startedAt}`),
    ],
    {
      // Deleted or dated back, an execution would not count to the month's limit.
      commands: ['select', 'insert', 'update'],
      insertCheck: `${actsAsThemselves('created_by')} and status = 'queued' and created_at = now()`,
      updatable: ['status', 'output', 'error', 'started_at', 'finished_at'],
    },
  ),
  'Runs of agents: queued, then running, then succeeded, failed or cancelled; a trigger keeps the order.',
  {
    agentId: 'Which agent runs.',
    status:
      'Where it is. From queued it goes to running or cancelled; what has finished stays as it is.',
    input: 'What the agent was given: a JSON object.',
    output: 'What it answered: a JSON object; null: nothing yet.',
    error: 'Why it failed; null unless it did.',
    startedAt: 'When it began to run.',
    finishedAt: 'When it ended, however it did.',
    createdBy: 'Who asked for it; null: the system did.',
  },
);
