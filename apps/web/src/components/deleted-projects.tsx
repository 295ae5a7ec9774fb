import { restoreProjectAction } from '../app/[slug]/actions.ts';
import { ProjectButton } from './project-button.tsx';
import type { ProjectListProps } from './project-table.tsx';
import { Time } from './time.tsx';

export function DeletedProjects({ slug, projects, mayWrite }: ProjectListProps) {
  if (projects.length === 0) return <p className="quiet">Nothing is deleted.</p>;
  return (
    <ul className="cards">
      {projects.map((project) => (
        <li key={project.id}>
          <span>
            {project.name}
            {project.deletedAt && (
              <span className="quiet">
                {' '}
                deleted <Time value={project.deletedAt} />
              </span>
            )}
          </span>
          {mayWrite && (
            <ProjectButton
              verb="Restore"
              project={{ id: project.id, name: project.name }}
              action={restoreProjectAction.bind(null, slug)}
            />
          )}
        </li>
      ))}
    </ul>
  );
}
