import { contextEncoder, parseContextSecret } from '@startkit/tenancy';
import type pg from 'pg';
import { testContextSecret } from '../../src/testing/context-secret.ts';

export interface Context {
  readonly organizationId: string;
  readonly userId?: string;
  readonly portalUserId?: string;
}

/** Puts a signed context in force by hand, as the client does; `local` for this transaction alone. */
export async function enterContext(
  client: pg.Client,
  { organizationId, userId, portalUserId }: Context,
  { role = 'startkit_app', local = false } = {},
): Promise<void> {
  const encode = contextEncoder(role, parseContextSecret(testContextSecret));
  const text = encode({
    organizationId,
    userId: userId ?? null,
    portalUserId: portalUserId ?? null,
    isSuperadmin: false,
  });
  await client.query(`select set_config('app.context', $1, $2)`, [text, local]);
}
