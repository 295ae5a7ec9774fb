import { parseContextSecret } from '@startkit/tenancy';
import { z } from 'zod';
import { OperationError } from './errors.ts';
import { parseTarget } from './target.ts';

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const url = optional(
  z.string().refine((value) => parseTarget(value) !== undefined, {
    error:
      'is not a connection string. It looks like postgres://login:password@host:5432/database; ' +
      'characters such as # / ? @ in the password are written percent-encoded',
  }),
);

const variables = z.object({
  NODE_ENV: optional(z.string()),
  DATABASE_URL: url,
  PORTAL_DATABASE_URL: url,
  SUPERADMIN_DATABASE_URL: url,
  BACKUP_DATABASE_URL: url,
  MIGRATION_DATABASE_URL: url,
  DATABASE_POOL_MAX: optional(
    z.coerce
      .number({ error: 'is not a number' })
      .int({ error: 'is not a whole number' })
      .min(1, { error: 'is less than 1' })
      .max(1000, { error: 'is more than 1000' }),
  ),
  TENANT_CONTEXT_SECRET: optional(
    z.string().refine(isContextSecret, {
      error: 'is not a secret as db:provision prints it: an id, a dot, and 32 bytes in base64url',
    }),
  ),
  STARTKIT_LOCAL_DIR: optional(z.string()),
});

function isContextSecret(text: string): boolean {
  try {
    return parseContextSecret(text).id !== '';
  } catch {
    return false;
  }
}

export type Variables = z.infer<typeof variables>;

/**
 * Checks the variables this package reads. An empty one counts as not set.
 *
 * @throws OperationError `CONFIGURATION`: every problem at once, and no value, which may be a secret.
 */
export function parseVariables(source: Readonly<Record<string, string | undefined>>): Variables {
  const result = variables.safeParse(source);
  if (result.success) return result.data;
  const problems = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);
  throw new OperationError('CONFIGURATION', problems.join('\n'));
}
