import { and, eq, sql } from 'drizzle-orm';
import { withTenant } from '../../src/index.ts';
import {
  agents,
  canvases,
  canvasShares,
  models,
  organizations,
  type CanvasPermission,
  type CanvasVisibility,
} from '../../src/schema/index.ts';
import { createTestDatabase } from '../../src/testing.ts';
import { seededPeople } from '../support/people.ts';
import { testServer } from '../support/test-server.ts';

export type As = <T>(fn: () => T | PromiseLike<T>) => Promise<T>;

export interface NewCanvas {
  readonly by: string;
  readonly visibility?: CanvasVisibility;
}

/** A seeded database, Acme's people in it, and what they do with canvases. */
export async function canvasDatabase() {
  const database = await createTestDatabase({ server: testServer(), seed: true });
  const people = await seededPeople(database.superadminDb);
  const { db, superadminDb } = database;
  const acme = people.organization('acme-corp');
  const as =
    (user: string, slug = 'acme-corp'): As =>
    (fn) =>
      withTenant({ organizationId: people.organization(slug), userId: people.user(user) }, fn);
  const system: As = (fn) => withTenant({ organizationId: acme }, fn);

  const [model] = await superadminDb
    .insert(models)
    .values({ organizationId: acme, name: 'Board', schema: { type: 'object' } })
    .returning();
  const modelId = model!.id;

  const idIs = (id: string) => and(eq(canvases.organizationId, acme), eq(canvases.id, id));

  return {
    ...database,
    people,
    acme,
    as,
    system,
    modelId,
    idIs,
    newCanvas: async ({ by, visibility = 'private' }: NewCanvas) => {
      const row = { modelId, name: 'C', data: { save: 1 }, visibility, createdBy: people.user(by) };
      const [canvas] = await as(by)(() => db.insert(canvases).values(row).returning());
      return canvas!.id;
    },
    newAgent: async (name: string) => {
      const row = { organizationId: acme, name, type: 'opportunity' };
      const [agent] = await superadminDb.insert(agents).values(row).returning();
      return agent!.id;
    },
    share: (canvasId: string, user: string, permission: CanvasPermission = 'view') =>
      db.insert(canvasShares).values({ canvasId, userId: people.user(user), permission }),
    /** Saves on top of `version`, as services do; returns how many rows were hit. */
    save: async (id: string, version: number, data: Record<string, unknown>) => {
      const saved = await db
        .update(canvases)
        .set({ data, version: version + 1 })
        .where(and(idIs(id), eq(canvases.version, version)))
        .returning({ version: canvases.version });
      return saved.length;
    },
    setLimits: (limits: Record<string, number>) =>
      superadminDb
        .update(organizations)
        .set({ limits: sql`${JSON.stringify(limits)}::jsonb` })
        .where(eq(organizations.id, acme)),
  };
}

export type CanvasDatabase = Awaited<ReturnType<typeof canvasDatabase>>;
