/** The development session's cookie. */
export const sessionCookie = 'startkit_session';

/** The cookie Clerk keeps its session token in. */
export const clerkCookie = '__session';

/** The value of a cookie in a request's `Cookie` header. */
export function cookieValue(header: string | null, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
