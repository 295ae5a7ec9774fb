import { healthResponse } from '../../../http/health.ts';

export const dynamic = 'force-dynamic';

/** For load balancers and monitors: whether this process and its way to the database work. */
export async function GET(): Promise<Response> {
  return healthResponse();
}
