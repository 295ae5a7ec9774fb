import { CrossSiteRequestError } from '../errors.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a request that changes something and that another site's page made the browser send, with the
 * person's cookies. Programs send neither header and pass.
 *
 * @throws CrossSiteRequestError
 */
export function refuseCrossSite({ method, headers }: Pick<Request, 'method' | 'headers'>): void {
  if (safeMethods.has(method)) return;
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') throw new CrossSiteRequestError();
  const origin = headers.get('origin');
  if (origin !== null && hostOf(origin) !== ownHost(headers)) throw new CrossSiteRequestError();
}

// A page cannot make a browser send x-forwarded-host to us without asking first: we would refuse.
function ownHost(headers: Headers): string | null {
  return headers.get('x-forwarded-host') ?? headers.get('host');
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
