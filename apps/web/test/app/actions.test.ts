import { projects } from '@startkit/database/schema';
import { revalidatePath } from 'next/cache';
import { headers } from 'next/headers';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createProjectAction,
  deleteProjectAction,
  renameProjectAction,
  restoreProjectAction,
} from '../../src/app/[slug]/actions.ts';
import type { SessionUser } from '../../src/auth/session-user.ts';
import { listDeletedProjects, listProjects } from '../../src/data/projects.ts';
import { acme, cookieOf, database, person, techStartup } from '../support/database.ts';

// What Next knows of the request in progress; here there is none.
vi.mock('next/headers', () => ({ headers: vi.fn() }));
vi.mock('next/cache', () => ({ revalidatePath: vi.fn() }));

const idle = { status: 'idle' } as const;
const [alice, bob, victor] = [await person('alice'), await person('bob'), await person('victor')];

function signedInAs(user: SessionUser | undefined) {
  const sent = new Headers(user && { cookie: cookieOf(user) });
  vi.mocked(headers).mockResolvedValue(sent);
}

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const allProjects = () => database.superadminDb.select().from(projects).orderBy(projects.id);

describe('the forms of the project pages', () => {
  beforeEach(() => signedInAs(alice));

  it('change projects and show the page anew', async () => {
    expect(
      await createProjectAction(acme, idle, form({ name: 'By form', description: '' })),
    ).toEqual({
      status: 'done',
    });
    const id = (await listProjects(alice, acme)).find(({ name }) => name === 'By form')?.id ?? '';
    const done = { status: 'done' };
    expect(await renameProjectAction(acme, idle, form({ id, name: 'Renamed' }))).toEqual(done);
    expect(await deleteProjectAction(acme, idle, form({ id }))).toEqual(done);
    expect(await restoreProjectAction(acme, idle, form({ id }))).toEqual(done);
    expect((await listProjects(alice, acme)).map(({ name }) => name)).toContain('Renamed');
    expect(revalidatePath).toHaveBeenCalledTimes(4);
  });

  it('say what is wrong and keep what was entered', async () => {
    const entered = { name: 'Website relaunch', description: 'again' };
    expect(await createProjectAction(acme, idle, form(entered))).toEqual({
      status: 'failed',
      message: 'A project with this name exists already.',
      entered,
    });
    expect(await createProjectAction(acme, idle, form({ name: ' ' }))).toMatchObject({
      message: 'name is missing.',
    });
    expect(await createProjectAction(acme, idle, form({}))).toMatchObject({ status: 'failed' });
  });

  it('refuse another tenant’s ids and slugs, hidden in the form', async () => {
    const before = await allProjects();
    const id = (await listProjects(bob, techStartup))[0]?.id ?? '';
    const deletedId = (await listDeletedProjects(bob, techStartup))[0]?.id ?? '';
    for (const slug of [acme, techStartup]) {
      for (const state of [
        await renameProjectAction(slug, idle, form({ id, name: 'Mine now' })),
        await deleteProjectAction(slug, idle, form({ id })),
        await restoreProjectAction(slug, idle, form({ id: deletedId })),
        await deleteProjectAction(slug, idle, form({ id: 'nope' })),
        await deleteProjectAction(slug, idle, form({})),
      ]) {
        expect(state).toMatchObject({
          status: 'failed',
          message: 'There is no such page or record.',
        });
      }
    }
    const created = await createProjectAction(techStartup, idle, form({ name: 'Mine' }));
    expect(created.status).toBe('failed');
    expect(await allProjects()).toEqual(before);
  });

  it('ignore fields that nobody asked for', async () => {
    const [theirs] = await listProjects(bob, techStartup);
    const data = form({ name: 'Smuggled', organizationId: theirs?.id ?? '', status: 'archived' });
    expect(await createProjectAction(acme, idle, data)).toEqual({ status: 'done' });
    const smuggled = (await listProjects(alice, acme)).find(({ name }) => name === 'Smuggled');
    expect(smuggled?.status).toBe('active');
  });

  it('tell a viewer that their role may not', async () => {
    signedInAs(victor);
    const id = (await listProjects(victor, acme))[0]?.id ?? '';
    expect(await deleteProjectAction(acme, idle, form({ id }))).toMatchObject({
      status: 'failed',
      message: 'Your role may not change projects.',
    });
  });

  it('send whoever is not signed in to where that is done', async () => {
    signedInAs(undefined);
    const before = await allProjects();
    await expect(createProjectAction(acme, idle, form({ name: 'Nobody’s' }))).rejects.toMatchObject(
      {
        digest: expect.stringMatching(/^NEXT_REDIRECT;[a-z]+;\/sign-in;/),
      },
    );
    expect(await allProjects()).toEqual(before);
  });
});
