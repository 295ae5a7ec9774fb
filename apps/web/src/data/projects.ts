import { db, withDeleted } from '@startkit/database';
import { projects, type ProjectStatus } from '@startkit/database/schema';
import { asc, desc, eq, isNotNull } from 'drizzle-orm';
import type { SessionUser } from '../auth/session-user.ts';
import { NotFoundError } from '../errors.ts';
import { inOrganization } from './organizations.ts';
import { parseId } from './parse.ts';

export interface Project {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly status: ProjectStatus;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Null while the project is not deleted. */
  readonly deletedAt: Date | null;
}

/** The columns a {@link Project} is made of. */
export const projectColumns = {
  id: projects.id,
  name: projects.name,
  description: projects.description,
  status: projects.status,
  createdAt: projects.createdAt,
  updatedAt: projects.updatedAt,
  deletedAt: projects.deletedAt,
};

/** The organization's projects, by name. Throws as `findOrganization`. */
export async function listProjects(user: SessionUser, slug: string): Promise<readonly Project[]> {
  return inOrganization(user, slug, () =>
    db.select(projectColumns).from(projects).orderBy(asc(projects.name)),
  );
}

/** The organization's deleted projects, the latest first. Throws as `findOrganization`. */
export async function listDeletedProjects(
  user: SessionUser,
  slug: string,
): Promise<readonly Project[]> {
  return inOrganization(user, slug, () =>
    withDeleted(() =>
      db
        .select(projectColumns)
        .from(projects)
        .where(isNotNull(projects.deletedAt))
        .orderBy(desc(projects.deletedAt)),
    ),
  );
}

/**
 * One project of the organization.
 *
 * @throws NotFoundError when the organization has none with this id; a deleted one counts as none.
 */
export async function findProject(user: SessionUser, slug: string, id: string): Promise<Project> {
  const projectId = parseId(id);
  const [project] = await inOrganization(user, slug, () =>
    db.select(projectColumns).from(projects).where(eq(projects.id, projectId)),
  );
  if (project === undefined) throw new NotFoundError();
  return project;
}
