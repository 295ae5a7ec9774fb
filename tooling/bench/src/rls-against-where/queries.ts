import { idOf } from '../dataset/schema.ts';

/*
 * Ten queries of an application, each twice: as it is written where policies know the organization, and as it is
 * written where nothing does, with `organization_id = $1` for every table in it. That is all they differ in.
 */

export interface Query {
  readonly name: QueryName;
  /** What the policies leave to write. */
  readonly underPolicies: string;
  /** The same with the organization as $1, the other parameters one further each. */
  readonly byHand: string;
  /** Parameters other than the organization, for the n-th organization. */
  readonly parameters: (n: number) => readonly unknown[];
}

export type QueryName =
  | 'point'
  | 'page'
  | 'count'
  | 'sum'
  | 'join'
  | 'three-way join'
  | 'upsert'
  | 'update'
  | 'delete'
  | 'search';

const point: Query = {
  name: 'point',
  underPolicies: `
    select number, title, status, hours, due_at from tasks
    where id = $1`,
  byHand: `
    select number, title, status, hours, due_at from tasks
    where organization_id = $1 and id = $2`,
  parameters: (n) => [idOf('task', n, 500)],
};

/** The next page of a list: a keyset, no offset. */
const page: Query = {
  name: 'page',
  underPolicies: `
    select id, number, title, status, hours, due_at from tasks
    where status = $1 and (due_at, id) > ($2, $3)
    order by due_at, id
    limit 20`,
  byHand: `
    select id, number, title, status, hours, due_at from tasks
    where organization_id = $1 and status = $2 and (due_at, id) > ($3, $4)
    order by due_at, id
    limit 20`,
  parameters: (n) => ['open', '2026-01-15T00:00:00Z', idOf('task', n, 300)],
};

const count: Query = {
  name: 'count',
  underPolicies: `
    select status, count(*)::integer as tasks from tasks
    group by status
    order by status`,
  byHand: `
    select status, count(*)::integer as tasks from tasks
    where organization_id = $1
    group by status
    order by status`,
  parameters: () => [],
};

const sum: Query = {
  name: 'sum',
  underPolicies: `
    select sum(hours) as hours from tasks
    where status <> $1`,
  byHand: `
    select sum(hours) as hours from tasks
    where organization_id = $1 and status <> $2`,
  parameters: () => ['done'],
};

const join: Query = {
  name: 'join',
  underPolicies: `
    select t.number, t.title, t.due_at, p.name as project
    from tasks t
      join projects p on (p.organization_id, p.id) = (t.organization_id, t.project_id)
    where t.status = $1
    order by t.due_at
    limit 20`,
  byHand: `
    select t.number, t.title, t.due_at, p.name as project
    from tasks t
      join projects p on (p.organization_id, p.id) = (t.organization_id, t.project_id)
    where t.organization_id = $1 and p.organization_id = $1 and t.status = $2
    order by t.due_at
    limit 20`,
  parameters: () => ['open'],
};

const threeWayJoin: Query = {
  name: 'three-way join',
  underPolicies: `
    select t.number, t.title, t.due_at, p.name as project, c.name as contact, c.email
    from tasks t
      join projects p on (p.organization_id, p.id) = (t.organization_id, t.project_id)
      join contacts c on (c.organization_id, c.id) = (t.organization_id, t.contact_id)
    where t.status = $1
    order by t.due_at
    limit 20`,
  byHand: `
    select t.number, t.title, t.due_at, p.name as project, c.name as contact, c.email
    from tasks t
      join projects p on (p.organization_id, p.id) = (t.organization_id, t.project_id)
      join contacts c on (c.organization_id, c.id) = (t.organization_id, t.contact_id)
    where t.organization_id = $1 and p.organization_id = $1 and c.organization_id = $1
      and t.status = $2
    order by t.due_at
    limit 20`,
  parameters: () => ['open'],
};

/** Of a row that is there: an import that runs again. */
const upsert: Query = {
  name: 'upsert',
  underPolicies: `
    insert into tasks (number, project_id, contact_id, title, status, hours, due_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (organization_id, number) do update
      set title = excluded.title, status = excluded.status, hours = excluded.hours
    returning id`,
  byHand: `
    insert into tasks (organization_id, number, project_id, contact_id, title, status, hours, due_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (organization_id, number) do update
      set title = excluded.title, status = excluded.status, hours = excluded.hours
    returning id`,
  parameters: (n) => [
    500,
    idOf('project', n, 1),
    idOf('contact', n, 1),
    'Imported again',
    'open',
    '2.50',
    '2026-02-01T00:00:00Z',
  ],
};

const update: Query = {
  name: 'update',
  underPolicies: `
    update tasks set status = $1, hours = $2
    where id = $3
    returning updated_at`,
  byHand: `
    update tasks set status = $2, hours = $3
    where organization_id = $1 and id = $4
    returning updated_at`,
  parameters: (n) => ['done', '3.25', idOf('task', n, 500)],
};

const remove: Query = {
  name: 'delete',
  underPolicies: `
    delete from tasks
    where id = $1`,
  byHand: `
    delete from tasks
    where organization_id = $1 and id = $2`,
  parameters: (n) => [idOf('task', n, 500)],
};

/*
 * One row is sought. Under policies the planner may not look at the statistics of a column for ILIKE, which is not LEAKPROOF, and
 * guesses: for a pattern that many rows match, guess and statistics are far apart, and so now and then are the plans.
 */
const search: Query = {
  name: 'search',
  underPolicies: `
    select id, number, title, status, due_at from tasks
    where title ilike $1
    order by due_at desc, id
    limit 20`,
  byHand: `
    select id, number, title, status, due_at from tasks
    where organization_id = $1 and title ilike $2
    order by due_at desc, id
    limit 20`,
  parameters: () => ['%task 123 %'],
};

export const queries: readonly Query[] = [
  point,
  page,
  count,
  sum,
  join,
  threeWayJoin,
  upsert,
  update,
  remove,
  search,
];
