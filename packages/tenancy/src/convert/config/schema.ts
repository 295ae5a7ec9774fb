import { z } from 'zod';
import { invalidFile } from '../../config/error.ts';
import type { Fields } from '../../config/schema.ts';
import type {
  ConversionConfig,
  CustomBatches,
  CustomStep,
  DefaultOrganization,
  ExistingOrganizations,
  LegacyApplication,
  TenantOptions,
} from './config.ts';

/*
 * What a tenancy.convert may say. Every object is strict: a field that nobody reads is a mistake that would go unseen.
 */

const name = z.string().min(1, 'expected a name');
const sql = z.string().trim().min(1, 'expected SQL');
const names = z.array(name);

const options = { appendOnly: z.boolean().optional() } satisfies Fields<TenantOptions>;

const rule = z.union([
  z.strictObject({ from: z.literal('default'), ...options }),
  z.strictObject({ column: name, ...options }),
  z.strictObject({ through: z.union([name, names.min(1, 'expected a column')]), ...options }),
  z.strictObject({ sql, ...options }),
]);

const table = z.union([z.enum(['tenant', 'global', 'private']), rule]);

const organizations = z.strictObject({
  table: name,
  key: name.optional(),
} satisfies Fields<ExistingOrganizations>);

const defaultOrganization = z.strictObject({
  id: name.optional(),
  name: name.optional(),
} satisfies Fields<DefaultOrganization>);

const legacy = z.strictObject({
  roles: names.min(1, 'expected at least one role of the old application'),
  sees: z.enum(['default', 'everything']).optional(),
} satisfies Fields<LegacyApplication>);

const batches = z.strictObject({
  table: name,
  key: name,
  size: z.int().min(1).optional(),
  sql,
} satisfies Fields<CustomBatches>);

const step = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/, 'expected small letters, digits and hyphens'),
  sql,
  undo: sql,
  tables: names.optional(),
  batches: batches.optional(),
} satisfies Fields<CustomStep>);

const roleName = z.string().regex(/^[a-z_][a-z0-9_]*$/, 'expected a plain name');

const roles = z.strictObject({
  app: roleName,
  portal: roleName,
  superadmin: roleName,
  backup: roleName,
  definer: roleName,
});

const conversion = z.strictObject({
  tenantKey: name.optional(),
  organizations: organizations.optional(),
  defaultOrganization: defaultOrganization.optional(),
  tables: z.record(name, table),
  legacy: legacy.optional(),
  roles: roles.optional(),
  userIdType: z.enum(['uuid', 'bigint', 'integer', 'text']).optional(),
  signed: z.boolean().optional(),
  keepPrimaryKeys: names.optional(),
  steps: z.array(step).optional(),
  accept: names.optional(),
} satisfies Fields<ConversionConfig>);

/**
 * @param file what the configuration is called in an error.
 * @returns `value`, when it is a configuration.
 * @throws ConfigurationError that names each wrong field.
 */
export function validConversion(value: unknown, file: string): ConversionConfig {
  const parsed = conversion.safeParse(value);
  if (!parsed.success) throw invalidFile(file, parsed.error);
  return value as ConversionConfig;
}
