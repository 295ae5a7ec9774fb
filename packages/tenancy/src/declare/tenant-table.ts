import { sql, type BuildColumns, type BuildExtraConfigColumns } from 'drizzle-orm';
import {
  pgTable,
  primaryKey,
  timestamp,
  uuid,
  type AnyPgColumn,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
  type PgTableWithColumns,
} from 'drizzle-orm/pg-core';
import { declare, type DeclarationOptions } from './declaration.ts';

/** `created_at` and `updated_at`; the compiled RLS script adds the trigger that keeps `updated_at`. */
export const timestamps = () => ({
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow(),
});

function tenantColumns(organizationId: () => AnyPgColumn) {
  return {
    organizationId: uuid('organization_id')
      .notNull()
      .default(sql`app.claimed_org_id()`)
      .references(organizationId),
    id: uuid('id')
      .notNull()
      .default(sql`app.uuid_v7()`),
  };
}

const deletedAt = () => ({ deletedAt: timestamp('deleted_at', { withTimezone: true }) });

type Columns = Record<string, PgColumnBuilderBase>;
type NoColumns = Record<never, never>;
type TenantColumns<C extends Columns, O extends DeclarationOptions> = ReturnType<
  typeof tenantColumns
> &
  C &
  ReturnType<typeof timestamps> &
  (O extends { softDelete: true } ? ReturnType<typeof deletedAt> : NoColumns);

/** A tenant table's type, as `pgTable` would give it for all its columns. */
export type TenantTable<
  N extends string,
  C extends Columns,
  O extends DeclarationOptions,
> = PgTableWithColumns<{
  name: N;
  schema: undefined;
  columns: BuildColumns<N, TenantColumns<C, O>, 'pg'>;
  dialect: 'pg';
}>;

/** `pgTable` for rows that belong to a tenant; see {@link createTenantTable}. */
export type TenantTableFunction = <
  N extends string,
  C extends Columns,
  const O extends DeclarationOptions = NoColumns,
>(
  name: N,
  columns: C,
  extra?: (
    table: BuildExtraConfigColumns<N, TenantColumns<C, O>, 'pg'>,
  ) => PgTableExtraConfigValue[],
  options?: O,
) => TenantTable<N, C, O>;

/**
 * Makes `tenantTable` for a schema whose organizations have the id column `organizationId()`.
 *
 * `tenantTable(name, columns, extra?, options?)` is `pgTable` plus `organization_id uuid not null`
 * referencing the organization (default: the one of the context), `id uuid` (UUIDv7, made by the database), `created_at`, `updated_at`,
 * `deleted_at` with `softDelete`, and the primary key `(organization_id, id)`; scope `tenant`.
 */
export function createTenantTable(organizationId: () => AnyPgColumn): TenantTableFunction {
  return (name, columns, extra, options) => {
    const table = pgTable(
      name,
      {
        ...tenantColumns(organizationId),
        ...columns,
        ...timestamps(),
        ...(options?.softDelete ? deletedAt() : {}),
      },
      (t) => [
        primaryKey({ columns: [t['organizationId'], t['id']] as never }),
        ...(extra?.(t as never) ?? []),
      ],
    );
    return declare(table, { ...options, scope: 'tenant' }) as never;
  };
}
