import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startConsole, type Console } from '../../src/console/console.ts';
import { signIn, tamper, type Person } from '../../src/console/person.ts';

const acme = '/acme-corp';
const startup = '/tech-startup-inc';
const acmeProjects = ['Old intranet', 'Spring catalog', 'Warehouse move', 'Website relaunch'];
const startupProjects = ['Investor deck', 'Mobile app'];

describe('Alice (Acme Corp) and Bob (Tech Startup Inc) side by side', () => {
  let console: Console;
  let alice: Person;
  let bob: Person;

  const api = (slug: string, rest = '') => `/api/organizations${slug}/projects${rest}`;
  const namesOf = async (person: Person, slug: string) =>
    (await person.projects(slug.slice(1))).map(({ name }) => name);
  const idOf = async (person: Person, slug: string, name: string) =>
    (await person.projects(slug.slice(1))).find((project) => project.name === name)!.id;
  const alert = (person: Person) => person.page.locator('form [role=alert]').innerText();

  beforeAll(async () => {
    console = await startConsole();
    alice = await signIn(console.browser, console.url, 'Alice Anderson');
    bob = await signIn(console.browser, console.url, 'Bob Baker');
  }, 300_000);
  afterAll(() => console?.stop());

  test('each sees their own organization, its projects, and nothing of the other', async () => {
    const sides = [
      { person: alice, own: 'Acme Corp', slug: acme, mine: acmeProjects, others: startupProjects },
      {
        person: bob,
        own: 'Tech Startup Inc',
        slug: startup,
        mine: startupProjects,
        others: acmeProjects,
      },
    ];
    for (const { person, own, slug, mine, others } of sides) {
      await person.open('/');
      await person.page.getByRole('link', { name: own }).click();
      await person.page.getByRole('heading', { name: own }).waitFor();
      const text = await person.text();
      for (const name of mine) expect(text).toContain(name);
      for (const name of others) expect(await person.page.content()).not.toContain(name);
      expect(await namesOf(person, slug)).toEqual(mine);
    }
  });

  test('by address: the other’s pages are not found, as if they did not exist', async () => {
    const alicesProject = await idOf(alice, acme, 'Website relaunch');
    const unknown = '01900000-0000-7000-8000-000000000000';
    const guesses = [
      acme,
      `${acme}/members`,
      `${acme}/audit`,
      `${acme}/projects/${alicesProject}`,
      `${startup}/projects/${alicesProject}`,
    ];
    expect(await bob.open('/no-such-organization')).toBe(404);
    const notFound = await bob.text();
    expect(notFound).toContain('There is no such page, or it is not yours to see.');
    for (const guess of guesses) {
      expect([guess, await bob.open(guess)]).toEqual([guess, 404]);
      expect(await bob.text()).toContain('There is no such page, or it is not yours to see.');
      expect(await bob.page.content()).not.toMatch(/Website relaunch|Acme Corp|Carol/);
    }
    expect(await bob.open(`${startup}/projects/${unknown}`)).toBe(404);
    expect(await bob.open(`${startup}/projects/not-an-id`)).toBe(404);
    // Alice opens the very same addresses: they do exist.
    for (const guess of guesses.slice(0, 4)) expect(await alice.open(guess)).toBe(200);
  });

  test('by form: another organization’s id in a hidden field is not found', async () => {
    const alicesProject = await idOf(alice, acme, 'Warehouse move');
    const bobsProject = await idOf(bob, startup, 'Mobile app');

    await bob.open(`${startup}/projects/${bobsProject}`);
    const rename = bob.page.locator('form:has(button:text("Rename project"))');
    await tamper(rename, 'id', alicesProject);
    await rename.getByLabel('Name').fill('Bob was here');
    await bob.page.getByRole('button', { name: 'Rename project' }).click();
    expect(await alert(bob)).toBe('There is no such page or record.');

    await bob.open(startup);
    const remove = bob.page.locator('form:has(button[aria-label="Delete Mobile app"])');
    await tamper(remove, 'id', alicesProject);
    await bob.page.getByRole('button', { name: 'Delete Mobile app' }).click();
    expect(await alert(bob)).toBe('There is no such page or record.');

    expect(await namesOf(alice, acme)).toEqual(acmeProjects);
    expect(await namesOf(bob, startup)).toEqual(startupProjects);
  });

  test('by server action: what Alice’s page sent does nothing when Bob sends it', async () => {
    const id = await idOf(alice, acme, 'Spring catalog');
    await alice.open(`${acme}/projects/${id}`);
    const rename = (name: string) =>
      alice.actionOf(async () => {
        await alice.page.getByLabel('Name').fill(name);
        await alice.page.getByRole('button', { name: 'Rename project' }).click();
        await alice.page.getByRole('heading', { name }).waitFor();
      });
    const action = await rename('Summer catalog');
    await rename('Spring catalog');
    for (const path of [`${acme}/projects/${id}`, startup]) {
      const { text } = await bob.replay(action, path);
      expect(text).toContain('There is no such page or record.');
    }
    expect(await namesOf(alice, acme)).toEqual(acmeProjects);
    // The same bytes are a rename when Alice sends them: it is not the replay that fails.
    await alice.replay(action, `${acme}/projects/${id}`);
    expect(await namesOf(alice, acme)).toContain('Summer catalog');
    await rename('Spring catalog');
  });

  test('by API: the other’s slug and ids are not found, for every method', async () => {
    const id = await idOf(alice, acme, 'Website relaunch');
    const attempts = [
      ['GET', api(acme)],
      ['GET', `${api(acme)}?deleted=true`],
      ['POST', api(acme), { name: 'Bob was here' }],
      ['GET', api(acme, `/${id}`)],
      ['GET', api(startup, `/${id}`)],
      ['PATCH', api(acme, `/${id}`), { name: 'Bob was here' }],
      ['PATCH', api(startup, `/${id}`), { name: 'Bob was here' }],
      ['DELETE', api(acme, `/${id}`)],
      ['DELETE', api(startup, `/${id}`)],
      ['POST', api(acme, `/${id}/restore`)],
      ['POST', api(startup, `/${id}/restore`)],
    ] as const;
    for (const [method, path, body] of attempts) {
      const answer = await bob.call(method, path, body);
      expect([method, path, answer]).toMatchObject([
        method,
        path,
        { status: 404, body: { error: { code: 'NOT_FOUND' } } },
      ]);
    }
    expect(await namesOf(alice, acme)).toEqual(acmeProjects);
    const own = await alice.call('GET', api(acme, `/${id}`));
    expect(own).toMatchObject({ status: 200, body: { project: { name: 'Website relaunch' } } });
    const nobody = await fetch(console.url + api(acme));
    expect(nobody.status).toBe(401);
  });

  test('create, rename, delete, restore; the audit log tells it to Alice, not to Bob', async () => {
    const { page } = alice;
    await alice.open(acme);
    await page.getByLabel('Name').fill('Moon base');
    await page.getByLabel('Description').fill('One small step');
    await page.getByRole('button', { name: 'Create project' }).click();
    await page.getByRole('link', { name: 'Moon base' }).click();
    await page.getByRole('button', { name: 'Rename project' }).waitFor();
    await page.getByLabel('Name').fill('Mars base');
    await page.getByRole('button', { name: 'Rename project' }).click();
    await page.getByRole('heading', { name: 'Mars base' }).waitFor();
    await alice.open(acme);
    await page.getByRole('button', { name: 'Delete Mars base' }).click();
    await page.getByRole('button', { name: 'Restore Mars base' }).click();
    await page.getByRole('button', { name: 'Delete Mars base' }).waitFor();
    expect(await namesOf(alice, acme)).toContain('Mars base');

    expect(await alice.open(`${acme}/audit`)).toBe(200);
    const actions = await page.locator('tr:has-text(" base") code').allInnerTexts();
    expect(actions).toEqual([
      'project.restored',
      'project.deleted',
      'project.renamed',
      'project.created',
    ]);
    expect(await bob.open(`${startup}/audit`)).toBe(200);
    expect(await bob.page.content()).not.toMatch(/base|Alice/);
  });

  test('each sees the members of their own organization', async () => {
    await alice.open(`${acme}/members`);
    expect(await alice.text()).toMatch(/Carol Chen[^]*Victor Vance/);
    expect(await alice.text()).not.toContain('Bob Baker');
    await bob.open(`${startup}/members`);
    expect(await bob.text()).toMatch(/Bob Baker[^]*Carol Chen/);
    expect(await bob.text()).not.toMatch(/Alice|Victor/);
  });

  test('a viewer reads, is told why not more, and is refused in words', async () => {
    const victor = await signIn(console.browser, console.url, 'Victor Vance');
    expect(await victor.open(acme)).toBe(200);
    expect(await victor.text()).toContain('You are a viewer: your role may not change projects.');
    expect(await victor.page.getByRole('button', { name: /Create|Delete|Restore/ }).count()).toBe(
      0,
    );
    const refusal = {
      status: 403,
      body: { error: { message: 'Your role may not change projects.' } },
    };
    const create = await victor.call('POST', api(acme), { name: 'Not mine to make' });
    expect(create).toMatchObject(refusal);
    const id = await idOf(victor, acme, 'Old intranet');
    expect(await victor.call('PATCH', api(acme, `/${id}`), { name: 'x' })).toMatchObject(refusal);
    expect(await victor.call('DELETE', api(acme, `/${id}`))).toMatchObject(refusal);

    await alice.open(`${acme}/projects/${id}`);
    const action = await alice.actionOf(async () => {
      await alice.page.getByLabel('Name').fill('Older intranet');
      await alice.page.getByRole('button', { name: 'Rename project' }).click();
      await alice.page.getByRole('heading', { name: 'Older intranet' }).waitFor();
    });
    await alice.call('PATCH', api(acme, `/${id}`), { name: 'Old intranet' });
    const { text } = await victor.replay(action, `${acme}/projects/${id}`);
    expect(text).toContain('Your role may not change projects.');
    expect(await namesOf(alice, acme)).toContain('Old intranet');
  });

  test('a role is one of an organization: Carol changes one, and only reads the other', async () => {
    const carol = await signIn(console.browser, console.url, 'Carol Chen');
    const made = await carol.call('POST', api(acme), { name: 'Carol’s' });
    expect(made.status).toBe(201);
    expect((await carol.call('POST', api(startup), { name: 'Carol’s' })).status).toBe(403);
    expect(await namesOf(bob, startup)).toEqual(startupProjects);
  });

  test('a member who was removed sees nothing any more', async () => {
    const frank = await signIn(console.browser, console.url, 'Frank Fischer');
    expect(await frank.text()).toContain('You are not a member of any organization.');
    expect(await frank.open(acme)).toBe(404);
    expect((await frank.call('GET', api(acme))).status).toBe(404);
  });
});
