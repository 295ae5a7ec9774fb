import type { Metadata } from 'next';
import Link from 'next/link';
import { requireUser } from '../../../../auth/require-user.ts';
import { RenameProjectForm } from '../../../../components/rename-project-form.tsx';
import { Time } from '../../../../components/time.tsx';
import { findOrganization } from '../../../../data/organizations.ts';
import { findProject } from '../../../../data/projects.ts';
import { orNotFound } from '../../../../http/or-not-found.ts';

export const metadata: Metadata = { title: 'Project' };

interface PageProps {
  readonly params: Promise<{ readonly slug: string; readonly id: string }>;
}

export default async function ProjectPage({ params }: PageProps) {
  const [user, { slug, id }] = [await requireUser(), await params];
  const [organization, project] = await orNotFound(
    Promise.all([findOrganization(user, slug), findProject(user, slug, id)]),
  );
  return (
    <>
      <p>
        <Link href={`/${slug}`}>{organization.name}</Link>
      </p>
      <h1>{project.name}</h1>
      <dl>
        <dt>Status</dt>
        <dd>
          <span className="badge">{project.status}</span>
        </dd>
        <dt>Description</dt>
        <dd>{project.description ?? 'None'}</dd>
        <dt>Created</dt>
        <dd>
          <Time value={project.createdAt} />
        </dd>
      </dl>
      {organization.role === 'viewer' ? (
        <p className="quiet">You are a viewer: your role may not change projects.</p>
      ) : (
        <RenameProjectForm slug={slug} id={project.id} name={project.name} />
      )}
    </>
  );
}
