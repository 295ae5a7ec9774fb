import { randomUUID } from 'node:crypto';
import { TenancyError, withTenant } from '@startkit/tenancy';
import { sql } from 'drizzle-orm';
import { createDatabase } from '../../clients/create-database.ts';
import { errorText } from '../../environment/errors.ts';
import { failed, ok, type Check } from '../diagnosis.ts';

const advice: Readonly<Record<string, string>> = {
  CONTEXT_SIGNATURE:
    'The secret is none of this database’s two newest keys, or the clocks differ: db:rotate-context-key makes a new one.',
  ROLE_GUARD: 'Give the application a login that db:provision made.',
};

/**
 * A context of an organization that does not exist, entered as the application enters it: the login passes its guard and
 * the server believes the signature, or says why not.
 */
export const checkContext: Check = async ({ urlOf, contextSecret }) => {
  const subject = 'tenant context';
  try {
    const [app, secret] = [await urlOf('app'), await contextSecret()];
    const { db, close } = createDatabase({
      app,
      portal: app,
      superadmin: app,
      contextSecret: secret,
      max: 1,
    });
    try {
      await withTenant({ organizationId: randomUUID() }, () => db.execute(sql`select 1`));
      return [
        ok(subject, 'the login is bound by the policies, and the server confirms a signed context'),
      ];
    } finally {
      await close();
    }
  } catch (error) {
    const code = error instanceof TenancyError ? error.code : '';
    const todo = advice[code] ?? 'Mend what it says; docs/tenant-client.md lists the codes.';
    return [failed(subject, errorText(error), todo)];
  }
};
