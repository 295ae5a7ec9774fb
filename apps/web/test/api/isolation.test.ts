import { randomUUID } from 'node:crypto';
import { organizationMembers, organizations, projects } from '@startkit/database/schema';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiOf } from '../support/api.ts';
import { acme, database, person, techStartup } from '../support/database.ts';

const clients = {
  alice: apiOf(await person('alice')),
  bob: apiOf(await person('bob')),
  carol: apiOf(await person('carol')),
  victor: apiOf(await person('victor')),
  frank: apiOf(await person('frank')),
  admin: apiOf(await person('admin')),
  nobody: apiOf(undefined),
};
type Client = ReturnType<typeof apiOf>;

/** Everything a client can ask of a project. */
async function everything(client: Client, slug: string, id: string) {
  return [
    await client.list(slug),
    await client.list(slug, '?deleted=true'),
    await client.create(slug, { name: randomUUID() }),
    await client.read(slug, id),
    await client.rename(slug, id, { name: randomUUID() }),
    await client.remove(slug, id),
    await client.restore(slug, id),
  ];
}

async function rowsOf(slug: string) {
  return database.superadminDb
    .select({ project: projects })
    .from(projects)
    .innerJoin(organizations, eq(organizations.id, projects.organizationId))
    .where(eq(organizations.slug, slug))
    .orderBy(projects.id);
}

describe('another tenant', () => {
  let bobsProject: string;
  let bobsDeleted: string;
  let before: Awaited<ReturnType<typeof rowsOf>>;

  beforeAll(async () => {
    before = await rowsOf(techStartup);
    bobsProject = before.find(({ project }) => project.deletedAt === null)?.project.id ?? '';
    bobsDeleted = before.find(({ project }) => project.deletedAt !== null)?.project.id ?? '';
  });

  it('cannot be told from one that does not exist', async () => {
    const theirs = await everything(clients.alice, techStartup, bobsProject);
    const none = await everything(clients.alice, 'does-not-exist', randomUUID());
    for (const [index, { status, text, headers }] of theirs.entries()) {
      expect(status).toBe(404);
      expect(text).toBe(none[index]?.text);
      expect([...headers]).toEqual([...(none[index]?.headers ?? [])]);
    }
  });

  it('cannot be reached by its ids under one’s own slug', async () => {
    for (const id of [bobsProject, bobsDeleted, randomUUID(), 'nope', '%00', "' or 1=1 --"]) {
      expect((await clients.alice.read(acme, id)).status).toBe(404);
      expect((await clients.alice.rename(acme, id, { name: 'Mine' })).status).toBe(404);
      expect((await clients.alice.remove(acme, id)).status).toBe(404);
      expect((await clients.alice.restore(acme, id)).status).toBe(404);
    }
  });

  it.each([
    'ACME-CORP',
    'acme-corp ',
    '%61cme-corp',
    'a\u0000',
    '',
    "x' or '1'='1",
    '../acme-corp',
  ])('cannot be reached by a slug that is written like another: %j', async (slug) => {
    for (const client of [clients.alice, clients.bob]) {
      expect((await client.list(slug)).status).toBe(404);
    }
  });

  it('is closed to former members, and to superadmins who are not members', async () => {
    for (const client of [clients.frank, clients.admin]) {
      for (const { status } of await everything(client, acme, randomUUID()))
        expect(status).toBe(404);
    }
  });

  it('is closed to everybody who is not signed in', async () => {
    for (const { status, body, headers } of await everything(clients.nobody, acme, randomUUID())) {
      expect({ status, code: body.error?.code }).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
      expect(headers.get('www-authenticate')).toBe('Bearer');
      expect(headers.get('cache-control')).toBe('private, no-store');
    }
  });

  it('is as it was', async () => {
    expect(await rowsOf(techStartup)).toEqual(before);
  });
});

describe('a viewer', () => {
  it('reads and is refused every change, by the database', async () => {
    const { body } = await clients.victor.list(acme);
    const id = body.projects?.[0]?.id ?? '';
    const deleted = (await clients.victor.list(acme, '?deleted=true')).body.projects?.[0]?.id ?? '';
    expect((await clients.victor.read(acme, id)).status).toBe(200);
    const before = await rowsOf(acme);
    for (const refused of [
      await clients.victor.create(acme, { name: 'By a viewer' }),
      await clients.victor.rename(acme, id, { name: 'By a viewer' }),
      await clients.victor.remove(acme, id),
      await clients.victor.restore(acme, deleted),
    ]) {
      expect(refused).toMatchObject({
        status: 403,
        body: {
          error: {
            code: 'ROW_SECURITY_VIOLATION',
            message: 'Your role may not change projects.',
          },
        },
      });
    }
    expect(await rowsOf(acme)).toEqual(before);
  });

  it('is one in one organization, and an admin in another', async () => {
    expect((await clients.carol.create(techStartup, { name: 'Carol’s' })).status).toBe(403);
    expect((await clients.carol.create(acme, { name: 'Carol’s' })).status).toBe(201);
  });
});

describe('an organization that is suspended, or a membership that ends', () => {
  it('closes at once', async () => {
    const { superadminDb } = database;
    expect((await clients.bob.list(techStartup)).status).toBe(200);
    const setStatus = (status: 'active' | 'suspended') =>
      superadminDb.update(organizations).set({ status }).where(eq(organizations.slug, techStartup));
    await setStatus('suspended');
    expect((await clients.bob.list(techStartup)).status).toBe(404);
    await setStatus('active');
    const erin = await person('erin');
    expect((await apiOf(erin).list(acme)).status).toBe(200);
    await superadminDb
      .update(organizationMembers)
      .set({ status: 'removed' })
      .where(eq(organizationMembers.userId, erin.id));
    expect((await apiOf(erin).list(acme)).status).toBe(404);
  });
});

describe('requests of different tenants at the same time', () => {
  it('never share what they read, nor what they write', async () => {
    await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        const [mine, theirs, slug] =
          index % 2 === 0 ? (['A', 'B', acme] as const) : (['B', 'A', techStartup] as const);
        const client = index % 2 === 0 ? clients.alice : clients.bob;
        await client.create(slug, { name: `${mine}-${index}` });
        const [live, deleted] = await Promise.all([
          client.list(slug),
          client.list(slug, '?deleted=true'),
        ]);
        const names = [live, deleted].flatMap(({ body }) => body.projects?.map(({ name }) => name));
        expect(names).toContain(`${mine}-${index}`);
        expect(names.filter((name) => name?.startsWith(`${theirs}-`))).toEqual([]);
      }),
    );
    const written = (await rowsOf(acme)).map(({ project }) => project.name);
    expect(written.filter((name) => name.startsWith('A-'))).toHaveLength(15);
    expect(written.filter((name) => name.startsWith('B-'))).toEqual([]);
  });

  it('are told apart also for one person who is in both', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => clients.carol.list(index % 2 ? acme : techStartup)),
    );
    for (const [index, { body }] of answers.entries()) {
      const names = body.projects?.map(({ name }) => name) ?? [];
      expect(names.includes('Website relaunch')).toBe(index % 2 === 1);
      expect(names.includes('Mobile app')).toBe(index % 2 === 0);
    }
  });
});
