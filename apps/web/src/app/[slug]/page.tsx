import type { Metadata } from 'next';
import { requireUser } from '../../auth/require-user.ts';
import { DeletedProjects } from '../../components/deleted-projects.tsx';
import { NewProjectForm } from '../../components/new-project-form.tsx';
import { ProjectTable } from '../../components/project-table.tsx';
import { findOrganization } from '../../data/organizations.ts';
import { listDeletedProjects, listProjects } from '../../data/projects.ts';
import { orNotFound } from '../../http/or-not-found.ts';

export const metadata: Metadata = { title: 'Projects' };

interface PageProps {
  readonly params: Promise<{ readonly slug: string }>;
}

export default async function DashboardPage({ params }: PageProps) {
  const [user, { slug }] = [await requireUser(), await params];
  const [organization, projects, deleted] = await orNotFound(
    Promise.all([
      findOrganization(user, slug),
      listProjects(user, slug),
      listDeletedProjects(user, slug),
    ]),
  );
  // What is shown, no more: the database decides who may write.
  const mayWrite = organization.role !== 'viewer';
  return (
    <>
      <h1>{organization.name}</h1>
      <section aria-labelledby="projects">
        <h2 id="projects">Projects</h2>
        <ProjectTable slug={slug} projects={projects} mayWrite={mayWrite} />
        {mayWrite ? (
          <NewProjectForm slug={slug} />
        ) : (
          <p className="quiet">You are a viewer: your role may not change projects.</p>
        )}
      </section>
      <section aria-labelledby="deleted-projects">
        <h2 id="deleted-projects">Deleted projects</h2>
        <DeletedProjects slug={slug} projects={deleted} mayWrite={mayWrite} />
      </section>
    </>
  );
}
