import { createProject } from '../../../../../data/change-projects.ts';
import { listDeletedProjects, listProjects } from '../../../../../data/projects.ts';
import { apiRoute } from '../../../../../http/api-route.ts';
import { readJson } from '../../../../../http/read-json.ts';
import { json } from '../../../../../http/responses.ts';

interface Params {
  readonly slug: string;
}

/** The organization's projects; with `?deleted=true` the deleted ones. */
export const GET = apiRoute<Params>(async ({ request, user, params }) => {
  const deleted = new URL(request.url).searchParams.get('deleted') === 'true';
  const list = deleted ? listDeletedProjects : listProjects;
  return json({ projects: await list(user, params.slug) });
});

/** Adds a project: `{ name, description? }`. */
export const POST = apiRoute<Params>(async ({ request, user, params }) =>
  json({ project: await createProject(user, params.slug, await readJson(request)) }, 201),
);
