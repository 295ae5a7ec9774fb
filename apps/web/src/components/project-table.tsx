import Link from 'next/link';
import { deleteProjectAction } from '../app/[slug]/actions.ts';
import type { Project } from '../data/projects.ts';
import { ProjectButton } from './project-button.tsx';
import { Time } from './time.tsx';

export interface ProjectListProps {
  readonly slug: string;
  readonly projects: readonly Project[];
  readonly mayWrite: boolean;
}

export function ProjectTable({ slug, projects, mayWrite }: ProjectListProps) {
  if (projects.length === 0) return <p className="quiet">There are no projects yet.</p>;
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Description</th>
            <th scope="col">Status</th>
            <th scope="col">Updated</th>
            {mayWrite && <td />}
          </tr>
        </thead>
        <tbody>
          {projects.map((project) => (
            <tr key={project.id}>
              <th scope="row">
                <Link href={`/${slug}/projects/${project.id}`}>{project.name}</Link>
              </th>
              <td>{project.description}</td>
              <td>
                <span className="badge">{project.status}</span>
              </td>
              <td>
                <Time value={project.updatedAt} />
              </td>
              {mayWrite && (
                <td className="end">
                  <ProjectButton
                    verb="Delete"
                    project={{ id: project.id, name: project.name }}
                    action={deleteProjectAction.bind(null, slug)}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
