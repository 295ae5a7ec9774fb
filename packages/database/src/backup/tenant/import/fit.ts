import type { Column } from '@startkit/tenancy/catalog';
import { OperationError } from '../../../environment/errors.ts';
import { credentials } from '../kit.ts';
import type { Header } from '../file/lines.ts';
import type { Reference } from '../plan/references.ts';
import {
  allTables,
  type TenantPlan,
  type TenantTable,
  writtenColumns,
} from '../plan/tenant-plan.ts';

/** A table of the file, and the one it goes to. */
export interface FittingTable {
  readonly table: TenantTable;
  /** The columns of the file, in its order, as they are here. */
  readonly columns: readonly Column[];
  /** Where the file's rows are meanwhile: a temporary table with the columns c0, c1, ... of texts. */
  readonly staging: string;
}

export interface FittingReference {
  readonly reference: Reference;
  /** The columns of the file's rows, as they are here. */
  readonly columns: readonly Column[];
}

/** Without the tables that a copy does not get. */
export function written(tables: readonly FittingTable[], copy: boolean): readonly FittingTable[] {
  return copy ? tables.filter(({ table }) => !credentials.includes(table.ident)) : tables;
}

export interface Fit {
  readonly tables: readonly FittingTable[];
  readonly references: readonly FittingReference[];
}

/**
 * Finds for everything in the file its place in this database. The migrations may differ, as long as every table and
 * column of the file is here, of the same type, and what is here and not in the file may be left out.
 *
 * @throws OperationError `CONFLICTS`, with everything that does not fit.
 */
export function fitFile(header: Header, plan: TenantPlan): Fit {
  const problems: string[] = [];
  const tables = header.tables.flatMap(({ name, columns }, place) => {
    const table = allTables(plan).find(({ ident }) => ident === name);
    if (table === undefined) {
      problems.push(`the table ${name} is not here, or is not a tenant's`);
      return [];
    }
    const fitting = fitColumns(name, columns, writtenColumns(table), problems);
    return [{ table, columns: fitting, staging: `pg_temp.import_${place}` }];
  });
  const references = header.references.flatMap(({ name, key, row }) => {
    const reference = plan.references.find(({ table }) => table.ident === name);
    if (reference === undefined || reference.naturalKey.join() !== key.join()) {
      problems.push(`rows refer to ${name} by ${key.join(', ')}, which is not so here`);
      return [];
    }
    const here = writtenColumns(reference.table);
    return [{ reference, columns: row.length === 0 ? [] : fitColumns(name, row, here, problems) }];
  });
  if (problems.length === 0) return { tables, references };
  throw new OperationError(
    'CONFLICTS',
    `The file was made by a database of another schema, and does not fit this one:\n` +
      `${problems.map((problem) => `  ${problem}`).join('\n')}\nNothing was imported. Bring one to the migrations of ` +
      'the other.',
  );
}

function fitColumns(
  table: string,
  columns: readonly { readonly name: string; readonly type: string }[],
  here: readonly Column[],
  problems: string[],
): readonly Column[] {
  const names = new Set(columns.map(({ name }) => name));
  for (const column of here) {
    const mayBeLeftOut =
      !column.notNull || column.default !== undefined || column.identity !== undefined;
    if (!names.has(column.name) && !mayBeLeftOut) {
      problems.push(`${table}.${column.name} is not in the file, and must not be NULL`);
    }
  }
  return columns.flatMap(({ name, type }) => {
    const column = here.find((other) => other.name === name);
    if (column?.type === type) return [column];
    problems.push(
      column === undefined
        ? `${table}.${name} is not here`
        : `${table}.${name} is ${column.type} here, and ${type} in the file`,
    );
    return [];
  });
}

/** The columns whose JSON may name ids. */
export function jsonColumns({ tables }: Fit): readonly string[] {
  return tables.flatMap(({ table }) =>
    writtenColumns(table)
      .filter(({ base }) => base.name === 'jsonb' || base.name === 'json')
      .map(({ name }) => `${table.name}.${name}`),
  );
}
