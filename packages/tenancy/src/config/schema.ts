import { z } from 'zod';
import type { Scope } from '../declare/declaration.ts';
import type {
  ExpectedAccess,
  ExpectedPolicy,
  Subject,
  TableConfig,
  TenancyConfig,
} from './config.ts';
import { invalidFile } from './error.ts';

/*
 * What a tenancy.config may say. Every object is strict: a field that nobody reads is a mistake that would go unseen.
 */

/** Every field of T, so that a new one is not forgotten here. */
export type Fields<T> = Readonly<Record<keyof Required<T>, z.ZodType>>;

const name = z.string().min(1, 'expected a name');
const names = z.array(name);
const aFunction = z.custom<() => unknown>((value) => typeof value === 'function', {
  error: 'expected a function',
});

const scope = z.enum([
  'tenant',
  'organization',
  'user',
  'global',
  'private',
] satisfies readonly Scope[]);

const table = z.strictObject({
  scope,
  key: name.optional(),
  ownedBy: z.record(name, name).optional(),
  insertForOthers: names.optional(),
  writers: names.optional(),
  derived: z.boolean().optional(),
  values: z.record(name, name).optional(),
} satisfies Fields<TableConfig>);

const policy = z.strictObject({
  name,
  role: name,
  command: z.enum(['select', 'insert', 'update', 'delete', 'all']),
  using: z.string().optional(),
  check: z.string().optional(),
} satisfies Fields<ExpectedPolicy>);

const access = z.strictObject({
  table: name,
  policies: z.array(policy),
} satisfies Fields<ExpectedAccess>);

const subject = z.strictObject({
  name,
  role: name,
  login: z.string().optional(),
  prepare: aFunction.optional(),
  enter: aFunction,
  id: aFunction.optional(),
} satisfies Fields<Subject>);

const roles = z
  .strictObject({
    tenant: names.min(1, 'expected at least one role that tenants’ statements run as'),
    trusted: names.optional(),
  } satisfies Fields<TenancyConfig['roles']>)
  .superRefine(({ tenant, trusted = [] }, context) => {
    for (const [index, role] of trusted.entries()) {
      if (!tenant.includes(role)) continue;
      const message = `${JSON.stringify(role)} is a tenant's role as well: it cannot be both`;
      context.addIssue({ code: 'custom', path: ['trusted', index], message });
    }
  });

const subjects = z.array(subject).superRefine((all, context) => {
  for (const [index, one] of all.entries()) {
    if (all.findIndex((other) => other.name === one.name) === index) continue;
    const message = `${JSON.stringify(one.name)} is the name of another subject`;
    context.addIssue({ code: 'custom', path: [index, 'name'], message });
  }
});

const config = z.strictObject({
  tenantKey: name.optional(),
  schemas: names.min(1, 'expected at least one schema').optional(),
  roles,
  tables: z.record(name, z.union([scope, table])).optional(),
  expected: z.array(access).optional(),
  trustedFunctions: names.optional(),
  signedContext: z.boolean().optional(),
  subjects: subjects.optional(),
  baseline: name.optional(),
} satisfies Fields<TenancyConfig>);

/**
 * @param file what the configuration is called in an error.
 * @returns `value`, when it is a configuration.
 * @throws ConfigurationError that names each wrong field.
 */
export function validConfig(value: unknown, file: string): TenancyConfig {
  const parsed = config.safeParse(value);
  if (!parsed.success) throw invalidFile(file, parsed.error);
  return value as TenancyConfig;
}
