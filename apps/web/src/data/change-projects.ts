import { db, withDeleted } from '@startkit/database';
import { type AuditChanges, projects } from '@startkit/database/schema';
import { and, eq, isNotNull, isNull, type SQL } from 'drizzle-orm';
import type { SessionUser } from '../auth/session-user.ts';
import { NotFoundError } from '../errors.ts';
import { inOrganization } from './organizations.ts';
import { parse, parseId } from './parse.ts';
import { newProject, projectName } from './project-input.ts';
import { type Project, projectColumns } from './projects.ts';
import { recordAudit } from './record-audit.ts';

/**
 * Adds a project to the organization.
 *
 * @throws InvalidInputError, NotFoundError (no such organization), RowSecurityError (the member's role may
 * not write), UniqueViolationError (the name is taken). Nothing was changed then.
 */
export async function createProject(
  user: SessionUser,
  slug: string,
  input: unknown,
): Promise<Project> {
  const values = parse(newProject, input);
  return change(user, slug, async () => {
    const [after] = await db.insert(projects).values(values).returning(projectColumns);
    const created = found(after);
    await audit(user, 'created', created, { after: values });
    return created;
  });
}

/** Renames a project. Throws as {@link createProject}, and NotFoundError when there is no such project. */
export async function renameProject(
  user: SessionUser,
  slug: string,
  id: string,
  input: unknown,
): Promise<Project> {
  const projectId = parseId(id);
  const { name } = parse(projectName, input);
  return change(user, slug, async () => {
    const [row] = await db
      .select(projectColumns)
      .from(projects)
      .where(eq(projects.id, projectId))
      .for('update');
    const before = found(row);
    const [after] = await db
      .update(projects)
      .set({ name })
      .where(eq(projects.id, projectId))
      .returning(projectColumns);
    const renamed = found(after);
    await audit(user, 'renamed', renamed, { before: { name: before.name }, after: { name } });
    return renamed;
  });
}

/** Deletes a project so that it can be restored. Throws as {@link renameProject}. */
export async function deleteProject(user: SessionUser, slug: string, id: string): Promise<Project> {
  const projectId = parseId(id);
  return change(user, slug, async () => {
    const deleted = await setDeletedAt(
      and(eq(projects.id, projectId), isNull(projects.deletedAt)),
      new Date(),
    );
    await audit(user, 'deleted', deleted, { before: { name: deleted.name } });
    return deleted;
  });
}

/** Brings a deleted project back. Throws as {@link renameProject}: its name may be taken by now. */
export async function restoreProject(
  user: SessionUser,
  slug: string,
  id: string,
): Promise<Project> {
  const projectId = parseId(id);
  return change(user, slug, async () => {
    const restored = await setDeletedAt(
      and(eq(projects.id, projectId), isNotNull(projects.deletedAt)),
      null,
    );
    await audit(user, 'restored', restored, { after: { name: restored.name } });
    return restored;
  });
}

async function setDeletedAt(which: SQL | undefined, deletedAt: Date | null): Promise<Project> {
  const [project] = await withDeleted(() =>
    db.update(projects).set({ deletedAt }).where(which).returning(projectColumns),
  );
  return found(project);
}

// The change and its audit entry are kept or rolled back together.
function change(user: SessionUser, slug: string, fn: () => Promise<Project>): Promise<Project> {
  return inOrganization(user, slug, () => db.transaction(fn));
}

function audit(user: SessionUser, verb: string, project: Project, changes: AuditChanges) {
  return recordAudit({
    userId: user.id,
    action: `project.${verb}`,
    resourceType: 'project',
    resourceId: project.id,
    changes,
  });
}

function found(project: Project | undefined): Project {
  if (project === undefined) throw new NotFoundError();
  return project;
}
