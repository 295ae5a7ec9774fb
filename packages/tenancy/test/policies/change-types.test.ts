import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTenantContexts } from '../../src/index.ts';
import { compileRls } from '../../src/policies.ts';
import { serverDatabase, type ServerDatabase } from '../support/database.ts';
import { keyedOptions, keyedSetup } from '../support/keyed-schema.ts';
import { keyedTenants } from '../support/keyed-tenants.ts';

/** What the guide says to run before the script. */
function documentedDrop(): string {
  const guide = readFileSync(new URL('../../../../docs/tenant-client.md', import.meta.url), 'utf8');
  return /drop function app\.current_org_id[^;]*;/.exec(guide)![0];
}

let database: ServerDatabase;
beforeAll(async () => {
  database = await serverDatabase('node-postgres', keyedSetup(keyedTenants.bigint));
});
afterAll(() => database.close());

test('the types of a compiled database change only when its functions are dropped', async () => {
  const { organizations } = keyedTenants.bigint;
  const types = { tenantKeyType: 'text', userIdType: 'text' } as const;
  const script = compileRls(keyedOptions({ ...keyedTenants.bigint, ...types }));
  await expect(database.admin(`begin; ${script} commit`)).rejects.toMatchObject({ code: '42P13' });

  await database.admin(`begin;
    ${documentedDrop()}
    alter table projects drop constraint projects_organization_id_fkey, alter organization_id type text;
    alter table drafts drop constraint drafts_organization_id_fkey, alter organization_id type text,
      alter author_id type text;
    alter table organizations alter id type text;
    alter table users alter id type text;
    ${script} commit`);
  const client = database.client(types);
  for (const organizationId of organizations) {
    const { rows } = await createTenantContexts(types).withTenant({ organizationId }, () =>
      client.query('select name from projects'),
    );
    expect(rows).toEqual([{ name: organizationId }]);
  }
  await client.close();
});
