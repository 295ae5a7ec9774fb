import { withTenant } from '../../src/index.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { salesTableEntries, type SalesTable, type Writer } from './support/sales-rows.ts';
import { salesWorld, type SalesWorld, type Side } from './support/sales-world.ts';

let world: SalesWorld;

beforeAll(async () => {
  world = await salesWorld();
});
afterAll(() => world.database.close());

/** Who acts, from the least to the most; the system is no member. */
const people = ['victor', 'erin', 'dave', 'carol', 'alice'] as const;
const firstWriter: Readonly<Record<Writer, number>> = {
  member: 1,
  manager: 2,
  admin: 3,
  system: 5,
  staff: 5,
};

const insert = ({ table, row }: SalesTable, side: Side, extra: object = {}) =>
  world.database.db
    .insert(table)
    .values({ ...row(side), ...extra })
    .then(() => 'written');
const byStaff = ({ table, row }: SalesTable, side: Side) =>
  world.database.superadminDb
    .insert(table)
    .values({ organizationId: side.organizationId, ...row(side) });
const change = ({ table }: SalesTable) =>
  world.database.db.update(table).set({ createdAt: new Date() });
const idsIn = async ({ table }: SalesTable) =>
  (await world.database.db.select().from(table)).map((row) => row['id']);

const refusal = (error: { code?: string }) => error.code;
const refused = expect.stringMatching(/^(PERMISSION_DENIED|ROW_SECURITY_VIOLATION)$/);

describe.each(salesTableEntries)('%s', (_, entry) => {
  const { writer, read = true } = entry;

  test(`are written by ${writer === 'staff' ? 'staff alone' : `the ${writer} and above`}`, async () => {
    const outcomes = [];
    for (const person of people) {
      const self = { ...world.ours, userId: world.people.user(person) };
      outcomes.push(await world.as(person, () => insert(entry, self).catch(refusal)));
    }
    expect(outcomes).toEqual(
      people.map((__, place) => (place >= firstWriter[writer] ? 'written' : refused)),
    );
    const system = await world.system(() => insert(entry, world.ours).catch(refusal));
    expect(system).toEqual(writer === 'staff' ? refused : 'written');
    expect(await byStaff(entry, world.ours)).toBeDefined();
  });

  test('are neither changed nor deleted by whoever may not write', async () => {
    await byStaff(entry, world.ours);
    for (const person of people.slice(0, firstWriter[writer])) {
      for (const write of [() => change(entry), () => world.database.db.delete(entry.table)]) {
        const tried = world.as<unknown>(person, write);
        await expect(tried.catch(refusal)).resolves.toEqual(refused);
      }
    }
  });

  test(`are read by ${read ? 'members, a viewer too' : 'no member'}`, async () => {
    await byStaff(entry, world.ours);
    for (const person of people) {
      const seen = world.as(person, () => idsIn(entry));
      if (read) expect((await seen).length).toBeGreaterThan(0);
      else await expect(seen).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    }
  });

  test('are nothing to another organization', async () => {
    await byStaff(entry, world.ours);
    await byStaff(entry, world.theirs);
    const { organizationId, userId } = world.theirs;
    const bob = <T>(work: () => T | PromiseLike<T>) => withTenant({ organizationId, userId }, work);
    const seen = read
      ? await bob(() => world.database.db.select().from(entry.table))
      : await world.database.superadminDb.select().from(entry.table);
    const owners = new Set(seen.map((row) => row['organizationId']));
    expect(owners).toEqual(new Set(read ? [organizationId] : [organizationId, world.acme]));
    const given = bob(() => insert(entry, world.theirs, { organizationId: world.acme }));
    await expect(given.catch(refusal)).resolves.toEqual(refused);
  });

  test('are nothing to portal users', async () => {
    await byStaff(entry, world.ours);
    const { organizationId, portalUserId } = world.ours;
    const attempts: readonly (() => PromiseLike<unknown>)[] = [
      () => idsIn(entry),
      () => insert(entry, world.ours),
      () => change(entry),
      () => world.database.db.delete(entry.table),
    ];
    for (const attempt of attempts) {
      const tried = withTenant({ organizationId, portalUserId }, attempt);
      await expect(tried).rejects.toMatchObject({ code: 'PERMISSION_DENIED' });
    }
  });
});
