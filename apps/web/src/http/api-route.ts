import { authenticate } from '../auth/authenticate.ts';
import type { SessionUser } from '../auth/session-user.ts';
import { UnauthenticatedError } from '../errors.ts';
import { errorResponse } from './responses.ts';
import { refuseCrossSite } from './same-site.ts';

/** What a handler of the API is given. */
export interface ApiCall<Params> {
  readonly request: Request;
  readonly user: SessionUser;
  readonly params: Params;
}

/**
 * A route handler of the API: refuses requests of other sites and of people who are not signed in, and
 * answers errors as JSON.
 */
export function apiRoute<Params>(handle: (call: ApiCall<Params>) => Promise<Response>) {
  return async (request: Request, route: { params: Promise<Params> }): Promise<Response> => {
    try {
      refuseCrossSite(request);
      const user = await authenticate(request.headers);
      if (user === undefined) throw new UnauthenticatedError();
      return await handle({ request, user, params: await route.params });
    } catch (error) {
      return errorResponse(error);
    }
  };
}
