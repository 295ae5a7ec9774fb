import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { TenantClient, withTenant } from '../../src/index.ts';
import { nodePostgres } from '../../src/node-postgres.ts';
import { serverDatabase } from '../support/database.ts';
import { acme, secret } from '../support/schema.ts';

// Each login is safe but for one thing.
describe('the role guard refuses', () => {
  let database: Awaited<ReturnType<typeof serverDatabase>>;
  const login = `guarded_${process.pid}`;

  beforeAll(async () => {
    database = await serverDatabase('node-postgres');
    await database.admin(`create role ${login} login password 'guarded' in role startkit_app`);
  });
  afterAll(async () => {
    await database.admin(`drop owned by ${login}; drop role ${login}`);
    await database.close();
  });

  async function attempt() {
    const url = Object.assign(new URL(database.url), { username: login, password: 'guarded' });
    const client = new TenantClient(nodePostgres({ connectionString: url.toString() }), { secret });
    try {
      const context = { organizationId: acme.id };
      return await withTenant(context, () => client.query('select 1 as one'));
    } finally {
      await client.close();
    }
  }

  let undo = '';
  afterEach(async () => {
    if (undo) await database.admin(undo);
    undo = '';
  });

  test('nothing else', async () => {
    expect((await attempt()).rows).toEqual([{ one: 1 }]);
  });

  const db = '(select current_database())';
  test.each([
    ['a superuser', `alter role ${login} superuser`, `alter role ${login} nosuperuser`],
    ['BYPASSRLS', `alter role ${login} bypassrls`, `alter role ${login} nobypassrls`],
    ['CREATEROLE', `alter role ${login} createrole`, `alter role ${login} nocreaterole`],
    ['REPLICATION', `alter role ${login} replication`, `alter role ${login} noreplication`],
    ...[
      'startkit_superadmin',
      'startkit_backup',
      'startkit_portal',
      'startkit_definer',
      'pg_read_all_data',
    ].map((role) => [
      `a member of ${role}`,
      `grant ${role} to ${login}`,
      `revoke ${role} from ${login}`,
    ]),
    [
      'the owner of a table',
      `alter table notes owner to ${login}`,
      `alter table notes owner to current_user`,
    ],
    [
      'CREATE on a schema',
      `grant create on schema public to ${login}`,
      `revoke create on schema public from ${login}`,
    ],
    [
      'TEMP',
      `do $$ begin execute format('grant temporary on database %I to ${login}', ${db}); end $$`,
      `do $$ begin execute format('revoke temporary on database %I from ${login}', ${db}); end $$`,
    ],
    [
      'CREATE on the database',
      `do $$ begin execute format('grant create on database %I to ${login}', ${db}); end $$`,
      `do $$ begin execute format('revoke create on database %I from ${login}', ${db}); end $$`,
    ],
    [
      'a stored setting',
      `alter role ${login} set work_mem = '1MB'`,
      `alter role ${login} reset all`,
    ],
  ])('%s', async (_, spoil, mend) => {
    undo = mend;
    await database.admin(spoil);
    await expect(attempt()).rejects.toMatchObject({ code: 'ROLE_GUARD' });
  });
});
