import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withDeleted } from '../../src/index.ts';
import { canvases, canvasShares, canvasVersions } from '../../src/schema/index.ts';
import { canvasDatabase, type As, type CanvasDatabase } from './support.ts';

let its: CanvasDatabase;

beforeAll(async () => {
  its = await canvasDatabase();
});
afterAll(() => its.close());

const everybody = ['alice', 'carol', 'dave', 'erin', 'victor'];
const denied = { code: 'PERMISSION_DENIED' };
const refused = { code: 'ROW_SECURITY_VIOLATION' };

/** What `act` reads of a canvas: itself, its versions, its shares. */
async function seenBy(act: As, id: string): Promise<string> {
  const { db } = its;
  const rows = await act(async () => [
    await db.select().from(canvases).where(eq(canvases.id, id)),
    await db.select().from(canvasVersions).where(eq(canvasVersions.canvasId, id)),
    await db.select().from(canvasShares).where(eq(canvasShares.canvasId, id)),
  ]);
  return rows.map(({ length }) => length).join(' ');
}

async function whoSees(id: string): Promise<readonly string[]> {
  const seen = await Promise.all(everybody.map((user) => seenBy(its.as(user), id)));
  return everybody.filter((_, place) => seen[place] !== '0 0 0');
}

describe('a private canvas', () => {
  test('is its creator’s and the system’s alone, whatever the others’ roles, and so is all that hangs on it', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    expect(await whoSees(id)).toEqual(['erin']);
    expect(await seenBy(its.as('erin'), id)).toBe('1 1 0');
    expect(await seenBy(its.system, id)).toBe('1 1 0');
    expect(await seenBy(its.as('bob', 'tech-startup-inc'), id)).toBe('0 0 0');
  });

  test('is seen by those it is shared with, until it is not', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    await its.as('erin')(() => its.share(id, 'dave'));
    await its.as('erin')(() => its.share(id, 'victor', 'edit'));
    expect(await whoSees(id)).toEqual(['dave', 'erin', 'victor']);
    expect(await seenBy(its.as('victor'), id)).toBe('1 1 2');
    await its.as('erin')(() => its.db.delete(canvasShares).where(eq(canvasShares.canvasId, id)));
    expect(await whoSees(id)).toEqual(['erin']);
  });

  test('a share is of one canvas', async () => {
    const [shared, other] = [
      await its.newCanvas({ by: 'erin' }),
      await its.newCanvas({ by: 'erin' }),
    ];
    await its.as('erin')(() => its.share(shared, 'dave'));
    expect(await seenBy(its.as('dave'), other)).toBe('0 0 0');
  });

  test('is not saved, counted or told of by anybody else', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    expect(await its.as('alice')(() => its.save(id, 1, {}))).toBe(0);
    const names = await its.as('alice')(() =>
      its.db
        .select({ n: sql<number>`count(*)::int` })
        .from(canvases)
        .where(eq(canvases.id, id)),
    );
    expect(names).toEqual([{ n: 0 }]);
    await expect(its.as('alice')(() => its.share(id, 'alice'))).rejects.toMatchObject(refused);
  });

  test('that is deleted takes its versions and shares out of sight, for its creator, too', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    await its.as('erin')(() => its.share(id, 'dave'));
    await its.superadminDb.update(canvases).set({ deletedAt: new Date() }).where(its.idIs(id));
    expect(await seenBy(its.as('erin'), id)).toBe('0 0 0');
    expect(await seenBy(its.as('dave'), id)).toBe('0 0 0');
  });
});

describe('who saves', () => {
  test('with a share: who may edit, and nobody else', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    await its.as('erin')(() => its.share(id, 'dave', 'edit'));
    await its.as('erin')(() => its.share(id, 'carol', 'view'));
    expect(await its.as('carol')(() => its.save(id, 1, {}))).toBe(0);
    expect(await its.as('dave')(() => its.save(id, 1, { by: 'dave' }))).toBe(1);
    await its.as('erin')(() => its.db.update(canvasShares).set({ permission: 'view' }));
    expect(await its.as('dave')(() => its.save(id, 2, {}))).toBe(0);
  });

  test('a viewer does not, not even with a share', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    await its.as('erin')(() => its.share(id, 'victor', 'edit'));
    await expect(its.as('victor')(() => its.save(id, 1, {}))).rejects.toMatchObject(refused);
    await expect(its.newCanvas({ by: 'victor' })).rejects.toMatchObject(refused);
  });

  test('every member, where the organization sees it', async () => {
    const id = await its.newCanvas({ by: 'erin', visibility: 'organization' });
    expect(await whoSees(id)).toEqual(everybody);
    expect(await its.as('dave')(() => its.save(id, 1, {}))).toBe(1);
    await expect(its.as('victor')(() => its.save(id, 2, {}))).rejects.toMatchObject(refused);
    expect(await seenBy(its.as('bob', 'tech-startup-inc'), id)).toBe('0 0 0');
  });

  test('the system, any of them', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    expect(await its.system(() => its.save(id, 1, {}))).toBe(1);
  });
});

describe('who shares, hides, opens and deletes', () => {
  const open = (id: string) =>
    its.db.update(canvases).set({ visibility: 'organization' }).where(its.idIs(id));
  const hide = (id: string) =>
    its.db.update(canvases).set({ visibility: 'private' }).where(its.idIs(id));
  const remove = (id: string) =>
    withDeleted(() => its.db.update(canvases).set({ deletedAt: new Date() }).where(its.idIs(id)));

  test('its creator', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    await its.as('erin')(() => open(id));
    expect(await whoSees(id)).toEqual(everybody);
    await its.as('erin')(() => hide(id));
    expect(await whoSees(id)).toEqual(['erin']);
    await its.as('erin')(() => remove(id));
    expect(await whoSees(id)).toEqual([]);
  });

  test('not whoever else may save it', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    await its.as('erin')(() => its.share(id, 'dave', 'edit'));
    await expect(its.as('dave')(() => open(id))).rejects.toMatchObject(denied);
    await expect(its.as('dave')(() => remove(id))).rejects.toMatchObject(denied);
    await expect(its.as('dave')(() => its.share(id, 'victor'))).rejects.toMatchObject(refused);
    await its.as('dave')(() => its.db.update(canvasShares).set({ permission: 'view' }));
    await its.as('dave')(() => its.db.delete(canvasShares).where(eq(canvasShares.canvasId, id)));
    const shares = await its.superadminDb
      .select({ permission: canvasShares.permission })
      .from(canvasShares)
      .where(eq(canvasShares.canvasId, id));
    expect(shares).toEqual([{ permission: 'edit' }]);
  });

  test('an admin, what the organization sees', async () => {
    const id = await its.newCanvas({ by: 'erin', visibility: 'organization' });
    await expect(its.as('dave')(() => hide(id))).rejects.toMatchObject(denied);
    await its.as('carol')(() => its.share(id, 'victor', 'edit'));
    await its.as('carol')(() => remove(id));
    expect(await whoSees(id)).toEqual([]);
  });

  test('nobody gives a canvas to another person, or makes one in another’s name', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    const give = its.as('erin')(() =>
      its.db
        .update(canvases)
        .set({ createdBy: its.people.user('dave') })
        .where(its.idIs(id)),
    );
    await expect(give).rejects.toMatchObject(denied);
    const { modelId, people } = its;
    const forge = its.as('dave')(() =>
      its.db.insert(canvases).values({ modelId, name: 'Erin’s', createdBy: people.user('erin') }),
    );
    await expect(forge).rejects.toMatchObject(refused);
  });

  test('nobody deletes one for good: its versions are kept', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    for (const act of [its.as('erin'), its.as('alice'), its.system]) {
      const drop = act(() => its.db.delete(canvases).where(its.idIs(id)));
      await expect(drop).rejects.toMatchObject(denied);
    }
  });
});
