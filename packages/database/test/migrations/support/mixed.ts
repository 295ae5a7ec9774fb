import { createFixture, type Fixture, type FixtureMigration, rls, roles } from './fixture.ts';

/** A run of every kind of step: transactions, statements outside one, and transactions again; its rows count what ran. */
export const mixed: readonly FixtureMigration[] = [
  roles,
  {
    tag: '0001_projects',
    when: 2000,
    sql: `create table projects (organization_id uuid not null, id int primary key, name text, runs int not null default 0);
--> statement-breakpoint
insert into projects
  select '00000000-0000-4000-8000-000000000001', n, 'project ' || n from generate_series(1, 20) n;`,
  },
  {
    tag: '0002_outside',
    when: 3000,
    sql: `-- startkit: no-transaction
set maintenance_work_mem = '8MB';
create unique index concurrently projects_name_key on projects (organization_id, name);
update projects set runs = runs + 1;
--> statement-breakpoint
create index concurrently if not exists projects_runs_idx on projects (organization_id, runs);
reindex index concurrently projects_runs_idx;
do $$ begin
  for n in 1..2 loop
    update projects set name = 'batch ' || n || ' ' || id where id % 2 = n - 1;
    commit;
  end loop;
end $$;
vacuum projects;
drop index concurrently projects_runs_idx;
update projects set runs = runs + 1;`,
  },
  {
    tag: '0003_after',
    when: 4000,
    sql: `alter table projects add column size int not null default 7;
--> statement-breakpoint
update projects set runs = runs + 1;`,
  },
];

export function mixedFixture(): Fixture {
  return createFixture(mixed, rls);
}
