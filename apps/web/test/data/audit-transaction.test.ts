import { auditLogs, projects } from '@startkit/database/schema';
import { count, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionUser } from '../../src/auth/session-user.ts';
import {
  createProject,
  deleteProject,
  renameProject,
  restoreProject,
} from '../../src/data/change-projects.ts';
import { listDeletedProjects, listProjects } from '../../src/data/projects.ts';
import * as audit from '../../src/data/record-audit.ts';
import { acme, database, person } from '../support/database.ts';

// Not the database: what fails is our own function, after it has written its entry.
vi.mock('../../src/data/record-audit.ts', { spy: true });

const { recordAudit: write } = await vi.importActual<typeof audit>(
  '../../src/data/record-audit.ts',
);
const alice: SessionUser = await person('alice');
const entries = async () =>
  (await database.superadminDb.select({ n: count() }).from(auditLogs))[0]?.n;

describe('a change and its audit entry', () => {
  let project: string;
  let deleted: string;
  beforeEach(async () => {
    project = (await listProjects(alice, acme))[0]?.id ?? '';
    deleted = (await listDeletedProjects(alice, acme))[0]?.id ?? '';
  });

  it.each([
    ['created', () => createProject(alice, acme, { name: 'Rolled back' })],
    ['renamed', () => renameProject(alice, acme, project, { name: 'Rolled back' })],
    ['deleted', () => deleteProject(alice, acme, project)],
    ['restored', () => restoreProject(alice, acme, deleted)],
  ])('are both rolled back when the entry fails: %s', async (_, run) => {
    const before = [await database.superadminDb.select().from(projects), await entries()];
    vi.mocked(audit.recordAudit).mockImplementationOnce(async (entry) => {
      await write(entry);
      throw new Error('The audit log is full.');
    });
    await expect(run()).rejects.toThrow('The audit log is full.');
    expect([await database.superadminDb.select().from(projects), await entries()]).toEqual(before);
  });

  it('leave no entry when the change is refused', async () => {
    const before = await entries();
    const taken = await createProject(alice, acme, { name: 'Once' });
    await expect(createProject(alice, acme, { name: 'Once' })).rejects.toMatchObject({
      code: 'UNIQUE_VIOLATION',
    });
    expect(await entries()).toBe((before ?? 0) + 1);
    const rows = database.superadminDb.select().from(auditLogs);
    expect(await rows.where(eq(auditLogs.resourceId, taken.id))).toHaveLength(1);
  });
});
