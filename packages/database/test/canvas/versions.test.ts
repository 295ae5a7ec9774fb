import { and, asc, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agents, canvases, canvasVersions, models } from '../../src/schema/index.ts';
import { canvasDatabase, type CanvasDatabase } from './support.ts';

let its: CanvasDatabase;

beforeAll(async () => {
  its = await canvasDatabase();
});
afterAll(() => its.close());

const blind = { code: 'CHECK_VIOLATION', constraint: 'canvases_next_version', table: 'canvases' };
const denied = { code: 'PERMISSION_DENIED' };

const versionsOf = async (id: string) => {
  const rows = await its.superadminDb
    .select()
    .from(canvasVersions)
    .where(eq(canvasVersions.canvasId, id))
    .orderBy(asc(canvasVersions.version));
  return rows.map(({ version, data }) => `${version} ${JSON.stringify(data)}`);
};
const canvasOf = async (id: string) => {
  const [row] = await its.superadminDb.select().from(canvases).where(its.idIs(id));
  return row!;
};
const set = (id: string, values: Partial<typeof canvases.$inferInsert>) =>
  its.as('erin')(() => its.db.update(canvases).set(values).where(its.idIs(id)));

describe('a save', () => {
  test('is kept with who made it, the first one too', async () => {
    const id = await its.newCanvas({ by: 'erin', visibility: 'organization' });
    await its.as('dave')(() => its.save(id, 1, { save: 2 }));
    await its.system(() => its.save(id, 2, { save: 3 }));
    expect(await versionsOf(id)).toEqual(['1 {"save":1}', '2 {"save":2}', '3 {"save":3}']);
    const rows = await its.superadminDb
      .select({ by: canvasVersions.createdBy })
      .from(canvasVersions)
      .where(eq(canvasVersions.canvasId, id))
      .orderBy(asc(canvasVersions.version));
    expect(rows.map(({ by }) => by)).toEqual([
      its.people.user('erin'),
      its.people.user('dave'),
      null,
    ]);
  });

  test('on a stale version hits nothing', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    expect(await its.as('erin')(() => its.save(id, 1, { save: 2 }))).toBe(1);
    expect(await its.as('erin')(() => its.save(id, 1, { save: 'stale' }))).toBe(0);
    expect(await canvasOf(id)).toMatchObject({ version: 2, data: { save: 2 } });
  });

  test('that carries no version, an old one or a later one is refused', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    for (const version of [undefined, 1, 3]) {
      const values = { data: { save: 'blind' }, ...(version === undefined ? {} : { version }) };
      await expect(set(id, values)).rejects.toMatchObject(blind);
    }
    await expect(set(id, { version: 5 })).rejects.toMatchObject(blind);
    expect(await versionsOf(id)).toEqual(['1 {"save":1}']);
  });

  test('of the same data is one; a change of the name is none', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    await its.as('erin')(() => its.save(id, 1, { save: 1 }));
    await set(id, { name: 'Renamed' });
    expect(await versionsOf(id)).toEqual(['1 {"save":1}', '2 {"save":1}']);
    expect(await canvasOf(id)).toMatchObject({ name: 'Renamed', version: 2 });
  });

  test('that is rolled back is not kept', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    const attempt = its.as('erin')(() =>
      its.db.transaction(async () => {
        await its.save(id, 1, { save: 2 });
        throw new Error('no');
      }),
    );
    await expect(attempt).rejects.toThrow('no');
    expect(await versionsOf(id)).toEqual(['1 {"save":1}']);
  });

  test('takes objects alone', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    const list = its.as('erin')(() =>
      its.db
        .update(canvases)
        .set({ data: sql`'[]'`, version: 2 })
        .where(its.idIs(id)),
    );
    await expect(list).rejects.toMatchObject({ constraint: 'canvases_data_check' });
  });

  test('a new canvas starts at version 1', async () => {
    const { modelId, people } = its;
    const later = its.as('erin')(() =>
      its.db
        .insert(canvases)
        .values({ modelId, name: 'C', version: 7, createdBy: people.user('erin') }),
    );
    await expect(later).rejects.toMatchObject({ code: 'ROW_SECURITY_VIOLATION' });
  });
});

test('of two who save at once exactly one does, and nothing is lost', async () => {
  const id = await its.newCanvas({ by: 'erin', visibility: 'organization' });
  for (let version = 1; version <= 10; version += 1) {
    let ready = 0;
    const saveAs = (user: string) =>
      its.as(user)(() =>
        its.db.transaction(async () => {
          await its.db.select().from(canvases).where(its.idIs(id));
          ready += 1;
          while (ready < 2) await new Promise((resolve) => setTimeout(resolve, 1));
          return its.save(id, version, { user, version });
        }),
      );
    const hits = await Promise.all([saveAs('erin'), saveAs('dave')]);
    expect(hits.toSorted((a, b) => a - b)).toEqual([0, 1]);
    const winner = hits[0] === 1 ? 'erin' : 'dave';
    expect(await canvasOf(id)).toMatchObject({ data: { user: winner, version } });
  }
  expect(await versionsOf(id)).toHaveLength(11);
});

test('of two blind saves at once one is refused', async () => {
  const id = await its.newCanvas({ by: 'erin' });
  const results = await Promise.allSettled(
    ['a', 'b'].map((save) => set(id, { data: { save }, version: 2 })),
  );
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({ reason: blind });
});

test('any version is restored, as a new one', async () => {
  const id = await its.newCanvas({ by: 'erin' });
  await its.as('erin')(() => its.save(id, 1, { save: 2 }));
  await its.as('erin')(() => its.save(id, 2, { save: 3 }));
  await its.as('erin')(() =>
    its.db.execute(sql`update canvases c set data = v.data, version = c.version + 1
      from canvas_versions v where v.organization_id = c.organization_id and v.canvas_id = c.id
        and c.id = ${id} and c.version = 3 and v.version = 1`),
  );
  expect(await canvasOf(id)).toMatchObject({ version: 4, data: { save: 1 } });
  expect(await versionsOf(id)).toHaveLength(4);
});

describe('the versions themselves', () => {
  test('are written by nobody', async () => {
    const id = await its.newCanvas({ by: 'erin' });
    const attempts = [
      () => its.db.insert(canvasVersions).values({ canvasId: id, version: 2, data: {} }),
      () => its.db.update(canvasVersions).set({ data: {} }),
      () => its.db.delete(canvasVersions).where(eq(canvasVersions.canvasId, id)),
    ];
    for (const act of [its.as('erin'), its.as('alice'), its.system]) {
      for (const attempt of attempts) await expect(act(attempt)).rejects.toMatchObject(denied);
    }
  });

  test('are changed by nobody, staff neither', async () => {
    const change = its.superadminDb.update(canvasVersions).set({ data: {} });
    await expect(change).rejects.toMatchObject(denied);
  });

  test('of what staff bring in are staff’s to bring; what is overwritten is kept all the same', async () => {
    const { acme, modelId, people } = its;
    const [canvas] = await its.superadminDb
      .insert(canvases)
      .values({
        organizationId: acme,
        modelId,
        name: 'Imported',
        data: { save: 4 },
        version: 4,
        createdBy: people.user('erin'),
      })
      .returning();
    expect(await versionsOf(canvas!.id)).toEqual([]);
    await its.as('erin')(() => its.save(canvas!.id, 4, { save: 5 }));
    expect(await versionsOf(canvas!.id)).toEqual(['4 {"save":4}', '5 {"save":5}']);
  });
});

test.each([
  ['agents', agents, { config: { changed: true } }],
  ['models', models, { schema: { changed: true } }],
] as const)('%s are saved with the next version, too', async (name, table, change) => {
  await its.newAgent(`Versioned ${name}`);
  const update = (values: object) =>
    its.as('dave')(() =>
      its.db.update(table).set(values).where(eq(table.organizationId, its.acme)),
    );
  await expect(update(change)).rejects.toMatchObject({ constraint: `${name}_next_version` });
  await update({ ...change, version: 2 });
  const [row] = await its.superadminDb
    .select()
    .from(table)
    .where(and(eq(table.organizationId, its.acme), eq(table.version, 2)));
  expect(row).toMatchObject(change);
});
