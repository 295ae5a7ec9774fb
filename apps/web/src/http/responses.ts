import { type Problem, problemOf } from '../problem.ts';

/** What one person reads is kept by nobody: no proxy, no browser. */
export const noStore = { 'cache-control': 'private, no-store' } as const;

/** A JSON answer that nobody keeps. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...noStore, ...headers } });
}

/** An answer without a body. */
export function noContent(): Response {
  return new Response(null, { status: 204, headers: noStore });
}

/** What an error is answered with. One that is ours is logged; the answer has no details of it. */
export function errorResponse(error: unknown): Response {
  const problem = problemOf(error);
  if (problem.status >= 500) console.error(error);
  const challenge = problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {};
  return json({ error: bodyOf(problem) }, problem.status, challenge);
}

function bodyOf({ status: _, ...body }: Problem) {
  return body;
}
