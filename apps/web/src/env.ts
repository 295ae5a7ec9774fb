import { createPublicKey } from 'node:crypto';
import { z } from 'zod';

/** How Clerk's session tokens are verified. */
export interface ClerkSettings {
  /** The instance's public key, PEM. */
  readonly jwtKey: string;
  /** The origins whose tokens are accepted (claim `azp`). */
  readonly authorizedParties: readonly string[];
  /** Where people sign in, when the product has no page of its own for it. */
  readonly signInUrl: string | undefined;
}

export interface Environment {
  /** False in production, and for every NODE_ENV that is not known to be safe. */
  readonly development: boolean;
  /** Undefined when Clerk is not configured. */
  readonly clerk: ClerkSettings | undefined;
}

/** Thrown when the environment is malformed. Names the variables, never their values. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly code = 'CONFIGURATION';
}

const safeNodeEnvs: readonly (string | undefined)[] = ['development', 'test'];

const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const origin = z.url().transform((value) => new URL(value).origin);
const origins = z
  .string()
  .transform((value) => value.split(',').map((item) => item.trim()))
  .pipe(z.array(origin));

const publicKey = z
  .string()
  .transform((value) => value.replaceAll('\\n', '\n'))
  .refine(isPublicKey, { error: 'is not a public key in PEM form' });

const variables = z.object({
  NODE_ENV: optional(z.string()),
  CLERK_JWT_KEY: optional(publicKey),
  CLERK_AUTHORIZED_PARTIES: optional(origins),
  CLERK_SIGN_IN_URL: optional(z.url()),
  CLERK_SECRET_KEY: optional(z.string()),
  CLERK_PUBLISHABLE_KEY: optional(z.string()),
});

/**
 * Reads the environment. The only place that reads `process.env`.
 *
 * @throws ConfigurationError when a value is malformed, or Clerk is configured by half: falling back to
 * another way to sign in would fail open.
 */
export function readEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const result = variables.safeParse(source);
  if (!result.success) {
    const problems = result.error.issues.map(
      ({ path, message }) => `${path[0]?.toString()} ${message}.`,
    );
    throw new ConfigurationError(problems.join('\n'));
  }
  return {
    development: safeNodeEnvs.includes(result.data.NODE_ENV),
    clerk: clerkSettings(result.data),
  };
}

function clerkSettings(values: z.infer<typeof variables>): ClerkSettings | undefined {
  const { CLERK_JWT_KEY: jwtKey, CLERK_AUTHORIZED_PARTIES: authorizedParties } = values;
  const given = Object.entries(values).filter(([name, value]) => name !== 'NODE_ENV' && value);
  if (given.length === 0) return undefined;
  if (jwtKey === undefined || authorizedParties === undefined) {
    throw new ConfigurationError(
      'Clerk is configured by half: CLERK_JWT_KEY (the JWT public key of the instance, PEM) and ' +
        'CLERK_AUTHORIZED_PARTIES (the origins of this application, separated by commas) are both needed. ' +
        'Set them, or unset every CLERK_ variable.',
    );
  }
  return { jwtKey, authorizedParties, signInUrl: values.CLERK_SIGN_IN_URL };
}

// Node makes a public key of a private one; a private key has no business here.
function isPublicKey(pem: string): boolean {
  if (!pem.trim().startsWith('-----BEGIN PUBLIC KEY-----')) return false;
  try {
    return createPublicKey(pem).type === 'public';
  } catch {
    return false;
  }
}
