import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ConfigurationError, invalidFile } from '../../config/error.ts';
import type { Conversion } from '../plan/conversion.ts';
import { quietly } from '../plan/phases/backfill.ts';
import { ownersOf } from '../plan/phases/isolation/bound-roles.ts';
import { fingerprintOf } from '../survey/fingerprint.ts';
import { madeTables, shortName } from '../plan/tables.ts';
import type { PlanFile } from './render.ts';

/** The file beside the SQL: what `verify` and `rollback` must know of a plan, and no step says. */
export const aboutName = 'conversion.json';

const idType = z.enum(['uuid', 'bigint', 'integer', 'text']);

const tables = z.strictObject({
  /** As SQL writes it. */
  table: z.string(),
  /** As a configuration names it. */
  name: z.string(),
  /** Tables that hold its rows: itself, or its partitions; and whether triggers are to be quiet when they are written. */
  leaves: z.array(z.strictObject({ table: z.string(), quiet: z.boolean() })),
  /** Whether all rows that were there belong to the default organization, by a column that goes when that is taken back. */
  allDefault: z.boolean(),
  /** Its keys as they were, of all organizations: SQL of each part, and of which rows. */
  keys: z.array(
    z.strictObject({
      name: z.string(),
      parts: z.array(z.string()),
      where: z.string().nullable(),
      nullsNotDistinct: z.boolean(),
    }),
  ),
});

const about = z.strictObject({
  database: z.string(),
  /** Of the schema that it was made for. */
  fingerprint: z.string(),
  /** What contexts carry. */
  idTypes: z.strictObject({ tenantKeyType: idType, userIdType: idType }),
  tenantKey: z.strictObject({ name: z.string(), ident: z.string(), type: z.string() }),
  organizations: z.strictObject({
    table: z.string(),
    name: z.string(),
    key: z.string(),
    /** Whether the conversion makes it. */
    made: z.boolean(),
  }),
  /** SQL of it. */
  defaultKey: z.string().optional(),
  tenants: z.array(tables),
  globals: z.array(z.string()),
  privates: z.array(z.string()),
  roles: z.strictObject({
    app: z.string(),
    portal: z.string(),
    superadmin: z.string(),
    backup: z.string(),
    definer: z.string(),
  }),
  /** Roles that see rows by policies of their own: the old application's, owners, and who converts. */
  others: z.array(z.string()),
  signed: z.boolean(),
});

export type About = z.infer<typeof about>;

export function aboutFile(conversion: Conversion): PlanFile {
  return { name: aboutName, text: `${JSON.stringify(aboutOf(conversion), undefined, 2)}\n` };
}

export function aboutOf(conversion: Conversion): About {
  const { survey, key, organizations, defaultKey, targets, globals, roles, legacy, config } =
    conversion;
  return {
    database: survey.database,
    fingerprint: fingerprintOf(survey),
    idTypes: { tenantKeyType: organizations.idType, userIdType: config.userIdType ?? 'uuid' },
    tenantKey: key,
    organizations: {
      table: organizations.ident,
      name: organizations.table ? shortName(organizations.table) : 'organizations',
      key: organizations.key,
      made: organizations.table === undefined,
    },
    ...(defaultKey === undefined ? {} : { defaultKey }),
    tenants: [
      ...targets.map(({ table, leaves, rule, hasKey }) => ({
        table: table.ident,
        name: shortName(table),
        leaves: leaves.map((leaf) => ({ table: leaf.ident, quiet: quietly(leaf) })),
        allDefault: rule.kind === 'default' && !hasKey,
        keys: table.indexes
          .filter(({ columns }) => !columns.includes(key.name))
          .map(({ ident, keys: parts, where, nullsNotDistinct }) => ({
            name: ident,
            parts: [...parts],
            where,
            nullsNotDistinct,
          })),
      })),
      // Their rows come from others', and go with the table: nothing of them could be mixed or assigned.
      ...madeTables(config.steps ?? []).map(({ ident, name }) => ({
        table: ident,
        name,
        leaves: [],
        allDefault: false,
        keys: [],
      })),
    ],
    globals: globals.map(shortName),
    privates: Object.entries(config.tables).flatMap(([name, how]) =>
      how === 'private' ? [name] : [],
    ),
    roles,
    others: [...new Set([...legacy.roles, ...ownersOf(conversion), survey.session.user])],
    signed: config.signed ?? true,
  };
}

/** @throws ConfigurationError when it is not there, or not as `plan` writes it. */
export function readAbout(folder: string): About {
  const path = join(folder, aboutName);
  if (!existsSync(path)) throw new ConfigurationError(`${path} is missing.`);
  const parsed = about.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw invalidFile(path, parsed.error);
  return parsed.data;
}
