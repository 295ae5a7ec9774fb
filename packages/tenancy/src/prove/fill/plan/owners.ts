import type { Catalog, Table } from '../../../catalog/catalog.ts';
import { quoteLiteral } from '../../../catalog/quote.ts';
import { tenantKeyOf, type OwnValue, type TenancyConfig } from '../../../config/config.ts';
import { ownValue, tableNamed } from '../../own-value.ts';
import { ownedColumn } from '../../reach.ts';
import type { Wish } from '../filling.ts';
import type { MadeRows } from '../made-rows.ts';
import type { Family } from './targets.ts';
import type { Tenants } from './tenants.ts';

/** Whose rows are, where no foreign key says it. */
export interface Owners {
  /** SQL of the values that columns had best have: the ids of the row's users and tenant. */
  preferred(wish: Wish): Promise<ReadonlyMap<string, string>>;
  /** Oids of tables whose rows have to be there for that. */
  needs(family: Family): readonly number[];
}

export function ownersOf(
  catalog: Catalog,
  config: TenancyConfig,
  rows: MadeRows,
  tenants: Tenants,
): Owners {
  const users = catalog.tables.find(isUserTable);
  const subjects = new Map((config.subjects ?? []).map((subject) => [subject.name, subject]));
  const owned = (table: Table) =>
    Object.entries(table.config?.ownedBy ?? {}).flatMap(([name, column]) => {
      const id = subjects.get(name)?.id;
      if (!id) return [];
      return [{ column, id: (own: OwnValue) => id(own, ownedColumn(table, column)) }];
    });
  const typeOf = ({ columns }: Table, name: string | undefined) =>
    columns.find((column) => column.name === name)?.base.name;
  const tenantColumn = (table: Table) => {
    const name = table.scope === 'tenant' ? table.key : tenantKeyOf(config);
    if (table === tenants.source?.table) return undefined;
    const isOrganization = table.scope === 'organization';
    return isOrganization ? table.key : typeOf(table, name) === undefined ? undefined : name;
  };
  return {
    async preferred({ target: { table }, side, nth }) {
      const values = new Map<string, string>();
      const tenant = tenantColumn(table);
      if (tenant !== undefined) values.set(tenant, quoteLiteral(await tenants.id(side)));
      const user = users && rows.row(users, side, nth)?.values[users.key ?? ''];
      if (table.scope === 'user' && table !== users && table.key !== undefined && user != null) {
        if (typeOf(table, table.key) === typeOf(users as Table, users?.key)) {
          values.set(table.key, quoteLiteral(user));
        }
      }
      const own = ownValue(catalog, { row: (...which) => rows.row(...which) }, side);
      for (const { column, id } of owned(table)) {
        const value = idOf(id, (name, its, other = 0) => own(name, its, other + nth));
        if (value !== undefined && !values.has(column)) values.set(column, quoteLiteral(value));
      }
      return values;
    },
    needs({ root }) {
      const asked = owned(root).flatMap(({ id }) => tablesAskedFor(id));
      const tables = asked.flatMap((name) => tableNamed(catalog, name)?.oid ?? []);
      const tenant = tenantColumn(root) === undefined ? undefined : tenants.source?.table.oid;
      const user = root.scope === 'user' ? users?.oid : undefined;
      return [...tables, tenant, user].filter((oid) => oid !== undefined);
    },
  };
}

/** The table whose rows are the users: its key is its own, not another table's. */
function isUserTable({ scope, key, primaryKey, foreignKeys }: Table): boolean {
  if (scope !== 'user' || key === undefined || primaryKey.join() !== key) return false;
  return !foreignKeys.some(({ columns }) => columns.includes(key));
}

function idOf(id: (own: OwnValue) => string, own: OwnValue): string | undefined {
  try {
    return id(own);
  } catch {
    // It asks for a row that is not there: the value that the column would have anyway will do.
    return undefined;
  }
}

/** The names of the tables whose rows an id is read from: it is asked for one, and told a text. */
function tablesAskedFor(id: (own: OwnValue) => string): readonly string[] {
  const names: string[] = [];
  idOf(id, (name) => {
    names.push(name);
    return '0';
  });
  return names;
}
