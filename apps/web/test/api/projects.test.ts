import { auditLogs } from '@startkit/database/schema';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SessionUser } from '../../src/auth/session-user.ts';
import { type Answer, apiOf } from '../support/api.ts';
import { acme, database, person } from '../support/database.ts';

const names = ({ body }: Answer) => body.projects?.map(({ name }) => name);

describe('the projects of one’s own organization', () => {
  let alice: SessionUser;
  let api: ReturnType<typeof apiOf>;
  beforeAll(async () => {
    alice = await person('alice');
    api = apiOf(alice);
  });

  async function createdId(name: string): Promise<string> {
    const { status, body } = await api.create(acme, { name });
    expect(status).toBe(201);
    return body.project?.id ?? '';
  }

  async function auditOf(projectId: string) {
    const rows = await database.superadminDb
      .select()
      .from(auditLogs)
      .where(eq(auditLogs.resourceId, projectId))
      .orderBy(auditLogs.id);
    return rows.map(({ userId, action, resourceType, changes }) => {
      expect({ userId, resourceType }).toEqual({ userId: alice.id, resourceType: 'project' });
      return { action, changes };
    });
  }

  it('are listed by name, and kept by nobody on the way', async () => {
    const answer = await api.list(acme);
    expect(answer.status).toBe(200);
    expect(names(answer)).toEqual([
      'Old intranet',
      'Spring catalog',
      'Warehouse move',
      'Website relaunch',
    ]);
    expect(names(await api.list(acme, '?deleted=true'))).toEqual(['Loyalty cards', 'Fax gateway']);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(answer.text).not.toContain('organization');
  });

  it('are created, renamed, deleted and restored, and the audit log tells', async () => {
    const { body } = await api.create(acme, { name: '  New one ', description: ' for spring ' });
    const id = body.project?.id ?? '';
    expect(body.project).toMatchObject({
      name: 'New one',
      description: 'for spring',
      status: 'active',
    });

    const renamed = await api.rename(acme, id, { name: 'Renamed' });
    expect(renamed.body.project).toMatchObject({ id, name: 'Renamed' });
    expect((await api.read(acme, id)).body.project?.name).toBe('Renamed');

    expect(await api.remove(acme, id)).toMatchObject({ status: 204, text: '' });
    expect((await api.read(acme, id)).status).toBe(404);
    expect(names(await api.list(acme))).not.toContain('Renamed');
    expect(names(await api.list(acme, '?deleted=true'))).toContain('Renamed');

    const restored = await api.restore(acme, id);
    expect(restored).toMatchObject({ status: 200, body: { project: { id, deletedAt: null } } });
    expect(names(await api.list(acme))).toContain('Renamed');

    expect(await auditOf(id)).toEqual([
      {
        action: 'project.created',
        changes: { after: { name: 'New one', description: 'for spring' } },
      },
      {
        action: 'project.renamed',
        changes: { before: { name: 'New one' }, after: { name: 'Renamed' } },
      },
      { action: 'project.deleted', changes: { before: { name: 'Renamed' } } },
      { action: 'project.restored', changes: { after: { name: 'Renamed' } } },
    ]);
  });

  it('are deleted once and restored once', async () => {
    const id = await createdId('Only once');
    expect((await api.restore(acme, id)).status).toBe(404);
    expect((await api.remove(acme, id)).status).toBe(204);
    expect((await api.remove(acme, id)).status).toBe(404);
    expect((await api.rename(acme, id, { name: 'Too late' })).status).toBe(404);
    expect((await api.restore(acme, id)).status).toBe(200);
    expect((await auditOf(id)).map(({ action }) => action)).toEqual([
      'project.created',
      'project.deleted',
      'project.restored',
    ]);
  });

  it('have names of their own; a deleted one frees its name', async () => {
    const id = await createdId('Taken');
    const duplicate = await api.create(acme, { name: 'Taken' });
    expect(duplicate).toMatchObject({
      status: 409,
      body: {
        error: { code: 'UNIQUE_VIOLATION', message: 'A project with this name exists already.' },
      },
    });
    const other = await createdId('Other');
    expect((await api.rename(acme, other, { name: 'Taken' })).status).toBe(409);
    expect(await auditOf(other)).toHaveLength(1);

    await api.remove(acme, id);
    await createdId('Taken');
    expect((await api.restore(acme, id)).status).toBe(409);
  });

  it.each([
    [{}, 'name'],
    [{ name: '' }, 'name is missing.'],
    [{ name: '   ' }, 'name is missing.'],
    [{ name: 'x'.repeat(121) }, 'name is longer than 120 characters.'],
    [{ name: 'a\u0000b' }, 'name contains a control character.'],
    [{ name: 7 }, 'name'],
    [{ name: 'ok', organizationId: '01941f29-7c00-7000-8000-000000000000' }, 'organizationId'],
    [{ name: 'ok', deletedAt: null }, 'deletedAt'],
    [[], 'expected object'],
    ['{', 'not valid JSON'],
    ['', 'not valid JSON'],
  ])('refuse %j and say why', async (input, why) => {
    const { status, body } = await api.create(acme, input);
    expect(status).toBe(400);
    expect(body.error?.code).toBe('INVALID_INPUT');
    expect(body.error?.issues?.join(' ')).toContain(why);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'refuse a body of type %s: a form of another site could send it',
    async (type) => {
      const client = apiOf(alice, { 'content-type': type });
      expect((await client.create(acme, { name: 'Form' })).status).toBe(415);
    },
  );

  it.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'http://app.example:8080' },
    { origin: 'null' },
  ])('refuse changes of another site’s page: %j', async (headers: Record<string, string>) => {
    const client = apiOf(alice, headers);
    const id = await createdId(`Target ${JSON.stringify(headers)}`);
    const answers = [
      await client.create(acme, { name: 'Forged' }),
      await client.rename(acme, id, { name: 'Forged' }),
      await client.remove(acme, id),
      await client.restore(acme, id),
    ];
    for (const { status, body } of answers) {
      expect({ status, code: body.error?.code }).toEqual({
        status: 403,
        code: 'CROSS_SITE_REQUEST',
      });
    }
    expect((await api.read(acme, id)).status).toBe(200);
  });

  it('take changes of their own pages', async () => {
    const client = apiOf(alice, { 'sec-fetch-site': 'same-origin', origin: 'https://app.example' });
    expect((await client.create(acme, { name: 'Own page' })).status).toBe(201);
  });
});
