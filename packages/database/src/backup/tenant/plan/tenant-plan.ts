import { readCatalog, type Catalog, type Table } from '@startkit/tenancy/catalog';
import { OperationError } from '../../../environment/errors.ts';
import { isolationConfig } from '../../../isolation/config.ts';
import type { TransferSession } from '../../transfer/session.ts';
import { inReferenceOrder } from './foreign-key-order.ts';
import { findReferences, type Reference } from './references.ts';

/** Where the rows of a tenant are, as the catalogs and the declarations say. */
export interface TenantPlan {
  readonly catalog: Catalog;
  /** The column that says whose a row is, by its usual name. */
  readonly tenantKey: string;
  /** The table whose rows are the tenants; its key is the tenant's id. */
  readonly organizations: TenantTable;
  /** The others, each after those it refers to; tables that refer to each other in a circle are one group. */
  readonly groups: readonly (readonly TenantTable[])[];
  /** Tables outside of the tenant that its rows refer to. */
  readonly references: readonly Reference[];
}

/** A table with its tenant key, whole: a partitioned one stands for its partitions. */
export interface TenantTable extends Table {
  readonly key: string;
}

/**
 * Reads where a tenant's rows are. To be called in a transaction.
 *
 * @throws OperationError `CONFIGURATION` when there is not one table of organizations.
 */
export async function readTenantPlan(session: TransferSession): Promise<TenantPlan> {
  const config = isolationConfig();
  const catalog = await readCatalog(session, config);
  const whole = catalog.tables.filter(({ partitionOf }) => partitionOf === undefined);
  const [organizations, ...others] = whole.filter(
    (table): table is TenantTable => table.scope === 'organization' && table.key !== undefined,
  );
  if (organizations === undefined || others.length > 0) {
    throw new OperationError(
      'CONFIGURATION',
      'There must be one table of organizations, declared with the scope "organization". Is the database migrated?',
    );
  }
  const tables = whole.filter(
    (table): table is TenantTable => table.scope === 'tenant' && table.key !== undefined,
  );
  const byOid = new Map(tables.map((table) => [table.oid, table]));
  const groups = inReferenceOrder(tables, ({ foreignKeys }) =>
    foreignKeys.flatMap(({ references }) => byOid.get(references) ?? []),
  );
  return {
    catalog,
    tenantKey: config.tenantKey ?? 'organization_id',
    organizations,
    groups,
    references: findReferences(catalog, [organizations, ...tables]),
  };
}

/** Its columns that are written: what is generated follows from the others. */
export function writtenColumns({ columns }: Table): Table['columns'] {
  return columns.filter(({ generated }) => !generated);
}

/** The table's own rows, for a FROM: not those of tables that inherit from it. */
export function rowsOf({ kind, ident }: Pick<Table, 'kind' | 'ident'>): string {
  return kind === 'partitioned' ? ident : `only ${ident}`;
}

/** All tables of a tenant, the one of organizations first. */
export function allTables({ organizations, groups }: TenantPlan): readonly TenantTable[] {
  return [organizations, ...groups.flat()];
}
