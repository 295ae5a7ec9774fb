import { deleteProject, renameProject } from '../../../../../../data/change-projects.ts';
import { findProject } from '../../../../../../data/projects.ts';
import { apiRoute } from '../../../../../../http/api-route.ts';
import { readJson } from '../../../../../../http/read-json.ts';
import { json, noContent } from '../../../../../../http/responses.ts';

interface Params {
  readonly slug: string;
  readonly id: string;
}

/** One project. */
export const GET = apiRoute<Params>(async ({ user, params }) =>
  json({ project: await findProject(user, params.slug, params.id) }),
);

/** Renames a project: `{ name }`. */
export const PATCH = apiRoute<Params>(async ({ request, user, params: { slug, id } }) =>
  json({ project: await renameProject(user, slug, id, await readJson(request)) }),
);

/** Deletes a project so that it can be restored. */
export const DELETE = apiRoute<Params>(async ({ user, params }) => {
  await deleteProject(user, params.slug, params.id);
  return noContent();
});
