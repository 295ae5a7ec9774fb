import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MigrationSource } from '../../../src/migrations/index.ts';

export interface FixtureMigration {
  readonly tag: string;
  readonly when: number;
  readonly sql: string;
}

/** Makes the roles, as the kit's own first migration does, and the app's schema. */
export const roles: FixtureMigration = {
  tag: '0000_roles',
  when: 1000,
  sql: `create schema app;
--> statement-breakpoint
do $$
declare
  modern boolean := current_setting('server_version_num')::int >= 160000;
  role_name text;
begin
  foreach role_name in array array['startkit_app', 'startkit_portal', 'startkit_superadmin', 'startkit_backup'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I nologin', role_name);
    end if;
  end loop;
  execute 'grant startkit_superadmin to current_user' || case when modern then ' with inherit true' else '' end;
end $$;`,
};

export const projects: FixtureMigration = {
  tag: '0001_projects',
  when: 2000,
  sql: `create table projects (organization_id uuid not null, id int primary key, name text);
--> statement-breakpoint
insert into projects values (gen_random_uuid(), 1, 'first');`,
};

export const rls = `
alter table projects enable row level security;
alter table projects force row level security;
drop policy if exists app_rows on projects;
create policy app_rows on projects to startkit_app
  using (organization_id = nullif(current_setting('app.org', true), '')::uuid);
drop policy if exists superadmin_rows on projects;
create policy superadmin_rows on projects to startkit_superadmin using (true) with check (true);
grant usage on schema public to startkit_app, startkit_superadmin;
grant select, insert on projects to startkit_app, startkit_superadmin;
`;

export interface Fixture {
  readonly source: MigrationSource;
  write(migrations: readonly FixtureMigration[], rlsText?: string): void;
  remove(): void;
}

/** A folder of migrations as drizzle-kit writes it. */
export function createFixture(
  migrations: readonly FixtureMigration[] = [roles, projects],
  rlsText: string = rls,
): Fixture {
  const root = mkdtempSync(join(tmpdir(), 'startkit-migrations-'));
  const folder = join(root, 'sql');
  const rlsFile = join(root, 'rls.sql');
  const fixture: Fixture = {
    source: { folder, rlsFile },
    write(next, text = rls) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(join(folder, 'meta'), { recursive: true });
      for (const { tag, sql } of next) writeFileSync(join(folder, `${tag}.sql`), sql);
      writeFileSync(join(folder, 'meta', '_journal.json'), journalOf(next));
      writeFileSync(rlsFile, text);
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  fixture.write(migrations, rlsText);
  return fixture;
}

/** drizzle-kit's journal of these migrations. */
export function journalOf(migrations: readonly FixtureMigration[]): string {
  const entries = migrations.map(({ tag, when }, idx) => ({
    idx,
    version: '7',
    when,
    tag,
    breakpoints: true,
  }));
  return JSON.stringify({ version: '7', dialect: 'postgresql', entries });
}
