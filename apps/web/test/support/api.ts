import {
  GET as read,
  DELETE as remove,
  PATCH as rename,
} from '../../src/app/api/organizations/[slug]/projects/[id]/route.ts';
import { POST as restore } from '../../src/app/api/organizations/[slug]/projects/[id]/restore/route.ts';
import {
  GET as list,
  POST as create,
} from '../../src/app/api/organizations/[slug]/projects/route.ts';
import type { SessionUser } from '../../src/auth/session-user.ts';
import type { Project } from '../../src/data/projects.ts';
import { cookieOf } from './database.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly projects?: readonly Project[];
    readonly project?: Project;
    readonly error?: {
      readonly code: string;
      readonly message: string;
      readonly issues?: string[];
    };
  };
}

/** The API as one person's client sees it, or nobody's. */
export function apiOf(user: SessionUser | undefined, headers: Record<string, string> = {}) {
  const sent = { ...(user && { cookie: cookieOf(user) }), host: 'app.example', ...headers };
  const request = (method: string, path: string, body?: unknown) =>
    new Request(`http://app.example/api/organizations/${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...sent },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const params = <T>(value: T) => ({ params: Promise.resolve(value) });
  return {
    list: (slug: string, query = '') =>
      answer(list(request('GET', `${slug}/projects${query}`), params({ slug }))),
    create: (slug: string, body: unknown) =>
      answer(create(request('POST', `${slug}/projects`, body), params({ slug }))),
    read: (slug: string, id: string) =>
      answer(read(request('GET', `${slug}/projects/${id}`), params({ slug, id }))),
    rename: (slug: string, id: string, body: unknown) =>
      answer(rename(request('PATCH', `${slug}/projects/${id}`, body), params({ slug, id }))),
    remove: (slug: string, id: string) =>
      answer(remove(request('DELETE', `${slug}/projects/${id}`), params({ slug, id }))),
    restore: (slug: string, id: string) =>
      answer(restore(request('POST', `${slug}/projects/${id}/restore`), params({ slug, id }))),
  };
}

async function answer(pending: Promise<Response>): Promise<Answer> {
  const response = await pending;
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === '' ? {} : (JSON.parse(text) as Answer['body']),
  };
}
