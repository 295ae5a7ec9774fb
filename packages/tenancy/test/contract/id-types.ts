import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { quoteLiteral } from '../../src/catalog/quote.ts';
import { createTenantContexts, tenantSql, TenantClient, withTenant } from '../../src/index.ts';
import type { TestDatabase } from '../support/database.ts';
import { keyedSetup } from '../support/keyed-schema.ts';
import { idOf, keyedTenants } from '../support/keyed-tenants.ts';
import { secret } from '../support/schema.ts';
import { watchedDriver } from '../support/watched-driver.ts';

const all = ['uuid', 'bigint', 'integer', 'text'] as const;

/** What every driver must do where ids are not UUIDs. */
export function idTypesContract(
  driver: string,
  open: (setup: string) => Promise<TestDatabase>,
  types: readonly (keyof typeof keyedTenants)[] = ['bigint', 'integer', 'text'],
): void {
  describe.each(types)(`driver contract: ${driver}, organizations with ids of type %s`, (type) => {
    const tenants = keyedTenants[type];
    const { organizations, users, tenantKeyType, userIdType } = tenants;
    const [own, other] = organizations as [string, string];
    const contexts = createTenantContexts(tenants);
    let database: TestDatabase;
    let client: TenantClient;

    beforeAll(async () => {
      database = await open(keyedSetup(tenants));
      client = database.client({ tenantKeyType, userIdType });
    });
    afterAll(async () => {
      await client.close();
      await database.close();
    });

    const rows = async (text: string, values: readonly unknown[] = []) =>
      (await client.query(text, values)).rows;
    const names = async (table = 'projects') =>
      (await rows(`select name from ${table} order by id`)).map(
        (row) => (row as { name: string }).name,
      );
    const inOwn = <T>(fn: () => Promise<T>) => contexts.withTenant({ organizationId: own }, fn);

    test('each sees its own rows and nobody else’s', async () => {
      for (const organizationId of organizations) {
        const seen = () => Promise.all([names(), names('organizations')]);
        expect(await contexts.withTenant({ organizationId }, seen)).toEqual([
          [organizationId],
          [organizationId],
        ]);
      }
    });

    test('a user’s rows are that user’s, in an organization and outside', async () => {
      const count = async () => rows('select count(*)::int as n from drafts');
      for (const userId of users) {
        const inside = () => Promise.all([count(), names('users')]);
        const context = { organizationId: own, userId };
        expect(await contexts.withTenant(context, inside)).toEqual([[{ n: 1 }], [userId]]);
        expect(await contexts.withUser({ userId }, count)).toEqual([{ n: organizations.length }]);
      }
      expect(await inOwn(count)).toEqual([{ n: users.length }]);
    });

    test('what is written is its own; a row of another’s is refused', async () => {
      const add = `insert into projects (name) values ('new')`;
      const addElsewhere = `insert into projects (organization_id, name) values ($1, 'new')`;
      const violation = { code: 'ROW_SECURITY_VIOLATION' };
      await inOwn(() => rows(add));
      expect(await inOwn(names)).toEqual([own, 'new']);
      await expect(inOwn(() => rows(addElsewhere, [other]))).rejects.toMatchObject(violation);
      const move = inOwn(() => rows('update projects set organization_id = $1', [other]));
      await expect(move).rejects.toMatchObject(violation);
      await inOwn(() =>
        rows(`delete from projects where name = 'new' or organization_id = $1`, [other]),
      );
      const kept = await database.admin('select name from projects order by id');
      expect(kept.map(({ name }) => name)).toEqual(organizations);
    });

    test('SQL that names itself another tenant reads nothing', async () => {
      const [from, to] = [own, other].map((id) => quoteLiteral(`,${id},`));
      const attack = inOwn(() =>
        rows(`do $attack$ begin
          perform set_config('app.context', replace(current_setting('app.context'), ${from}, ${to}), true);
          perform from projects;
        end $attack$`),
      );
      await expect(attack).rejects.toMatchObject({ code: 'CONTEXT_SIGNATURE' });
    });

    test.each([
      ...all.filter((one) => one !== tenantKeyType).map((one) => [one, userIdType] as const),
      ...all.filter((one) => one !== userIdType).map((one) => [tenantKeyType, one] as const),
    ])('ids that are %s and %s are refused, and nothing is sent', async (key, user) => {
      const watched = watchedDriver(database.driver());
      const untouched = new TenantClient(watched.driver, { secret, tenantKeyType, userIdType });
      const others = createTenantContexts({ tenantKeyType: key, userIdType: user });
      const organization = { organizationId: idOf[key] };
      const ways: readonly (() => Promise<unknown>)[] = [
        () => untouched.query('select 1'),
        () => untouched.batch([{ text: 'select 1' }]),
        () => untouched.transaction((tx) => tx.query('select 1')),
        () => untouched.copyOut({ text: 'copy (select 1) to stdout' }),
        () => tenantSql(untouched)`select 1`.execute(),
      ];
      for (const send of ways) {
        const refused = { code: 'TENANT_CONTEXT_INVALID' };
        await expect(others.withTenant(organization, send)).rejects.toMatchObject(refused);
        const person = { userId: idOf[user] };
        await expect(others.withUser(person, send)).rejects.toMatchObject(refused);
      }
      await untouched.close();
      expect(watched.connections()).toBe(0);
    });

    test('the same text as an id of another type is another context', async () => {
      const one = type === 'bigint' ? 'integer' : 'bigint';
      const others = createTenantContexts({ tenantKeyType: one, userIdType });
      const nested = contexts.withTenant({ organizationId: '1' }, () =>
        client.transaction((tx) =>
          others.withTenant({ organizationId: '1' }, () => tx.query('select 1')),
        ),
      );
      await expect(nested).rejects.toMatchObject({ code: 'TENANT_CONTEXT_CHANGE' });
    });

    test('a client of other types is refused by the database', async () => {
      const uuids = database.client();
      const read = withTenant({ organizationId: idOf.uuid }, () => uuids.query('select 1'));
      await expect(read).rejects.toMatchObject({ code: 'MIGRATIONS_MISSING' });
      const others = { tenantKeyType: type === 'text' ? 'bigint' : 'text', userIdType } as const;
      const mistaken = database.client(others);
      const readOne = createTenantContexts(others).withTenant({ organizationId: '1' }, () =>
        mistaken.query('select 1'),
      );
      await expect(readOne).rejects.toThrow(
        `compiled for the types ${tenantKeyType},${userIdType}`,
      );
      await Promise.all([uuids.close(), mistaken.close()]);
    });

    if (type === 'text') commaContract(() => database);
  });
}

function commaContract(database: () => TestDatabase): void {
  const tenants = keyedTenants.text;
  const [acme, alice] = [tenants.organizations[0]!, tenants.users[0]!];

  // Whose slug is in an address: `acme,,` would be the system of acme, not the user who is signed in.
  test('a comma does not make two parts of an id', async () => {
    const forged = { organizationId: `${acme},,`, userId: alice };
    let called = false;
    const entered = createTenantContexts(tenants).withTenant(forged, () => (called = true));
    await expect(entered).rejects.toMatchObject({ code: 'TENANT_CONTEXT_INVALID' });
    expect(called).toBe(false);
    const handMade = { ...forged, portalUserId: null, isSuperadmin: false };
    const { tenantKeyType, userIdType } = tenants;
    const client = database().client({ tenantKeyType, userIdType, fallbackContext: handMade });
    const read = client.query('select from drafts');
    await expect(read).rejects.toMatchObject({ code: 'TENANT_CONTEXT_INVALID' });
    await client.close();
  });
}
