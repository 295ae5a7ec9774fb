import { restoreProject } from '../../../../../../../data/change-projects.ts';
import { apiRoute } from '../../../../../../../http/api-route.ts';
import { json } from '../../../../../../../http/responses.ts';

interface Params {
  readonly slug: string;
  readonly id: string;
}

/** Brings a deleted project back. */
export const POST = apiRoute<Params>(async ({ user, params }) =>
  json({ project: await restoreProject(user, params.slug, params.id) }),
);
