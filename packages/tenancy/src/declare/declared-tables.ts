import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import type { TableConfig } from '../config/config.ts';
import { declarationOf, type Declaration } from './declaration.ts';

/** Names of the configured subjects, by what the declarations tell apart. */
export interface DeclaredSubjects {
  /** Who acts as a member: `ownedBy` binds them. */
  readonly members: readonly string[];
  /** Who acts as a portal user: `portal.ownedBy` binds them. */
  readonly portals: readonly string[];
  /** Names of those who may write a table at all. */
  readonly writers: (declaration: Declaration) => readonly string[];
}

/**
 * The configuration of `check` and `prove` for tables that are declared with `tenantTable` and `tenantScope`.
 *
 * @param schema the schema's exports; everything that is not a table, or is not classified, is passed over.
 * @param subjects left out: nothing is said of who owns or writes rows.
 * @returns by name, as `TenancyConfig.tables` takes it.
 */
export function declaredTables(
  schema: Readonly<Record<string, unknown>>,
  subjects?: DeclaredSubjects,
): Record<string, TableConfig> {
  const tables = Object.values(schema).filter((value): value is PgTable => is(value, PgTable));
  return Object.fromEntries(
    tables.flatMap((table) => {
      const declaration = declarationOf(table);
      if (declaration === undefined) return [];
      return [[getTableConfig(table).name, tableConfig(declaration, subjects)]];
    }),
  );
}

function tableConfig(
  declaration: Declaration,
  subjects: DeclaredSubjects | undefined,
): TableConfig {
  const { scope, ownedBy, portal, softDelete } = declaration;
  if (subjects === undefined) return { scope };
  const { members, portals, writers } = subjects;
  const owners = {
    ...owner(members, ownedBy),
    ...owner(portals, portal?.ownedBy),
  };
  return {
    scope,
    // A deleted row is hidden from its own tenant, too.
    ...(softDelete ? { values: { deleted_at: 'null' } } : {}),
    // `ownedBy` of a declaration is of what is read, changed and deleted: members write to each other.
    ...(ownedBy === undefined ? {} : { insertForOthers: members }),
    ...(Object.keys(owners).length > 0 ? { ownedBy: owners } : {}),
    writers: writers(declaration),
  };
}

function owner(subjects: readonly string[], column: string | undefined): Record<string, string> {
  return column === undefined ? {} : Object.fromEntries(subjects.map((name) => [name, column]));
}
