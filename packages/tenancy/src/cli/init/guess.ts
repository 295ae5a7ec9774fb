import type { Catalog, Table } from '../../catalog/catalog.ts';
import type { Scope } from '../../declare/declaration.ts';
import type { Survey } from './survey.ts';

/** A first configuration, with what it was guessed from. */
export interface Guess {
  readonly key: KeyGuess | undefined;
  readonly tenantRoles: readonly string[];
  readonly trustedRoles: readonly string[];
  readonly tables: readonly TableGuess[];
  /** Settings that say which tenant a transaction is for. */
  readonly settings: readonly string[];
}

export interface KeyGuess {
  readonly column: string;
  /** How many tables have it, of how many. */
  readonly tables: number;
  readonly of: number;
  /** The table that it refers to, and the column there; undefined where no foreign key says. */
  readonly owner: { readonly table: string; readonly column: string } | undefined;
}

/** A table without the tenant key. */
export interface TableGuess {
  /** As the configuration names it: "projects", "billing.invoices". */
  readonly name: string;
  /** Undefined: only people can say. */
  readonly scope: Scope | undefined;
  readonly because: string;
}

/** What tenants are called, without underscores. */
const tenantName =
  /^(tenant|org|organi[sz]ation|workspace|account|company|team|customer|client)(id|uuid|key)?$/;
/** Columns that every table has for another reason. */
const personName = /^(user|owner|author|creator|member|parent|(\w*(ed|er)by))(id|uuid)?$/;

export function guessConfig(survey: Survey): Guess {
  const { catalog, settings } = survey;
  const tables = catalog.tables.filter((table) => table.partitionOf === undefined);
  const key = guessKey(tables);
  const ofTenants = new Set(
    tables.filter((table) => key !== undefined && has(table, key.column)).map(({ ident }) => ident),
  );
  const roles = guessRoles(survey, ofTenants);
  return {
    key,
    ...roles,
    tables: tables
      .filter(({ ident }) => !ofTenants.has(ident))
      .map((table) => guessTable(table, key, roles.tenantRoles, survey)),
    settings,
  };
}

/** The column that most tables share and that refers to one table; a name that tenants are known by goes before others. */
function guessKey(tables: readonly Table[]): KeyGuess | undefined {
  const names = new Set(tables.flatMap(({ columns }) => columns.map(({ name }) => name)));
  const candidates = [...names].flatMap((column) => {
    const having = tables.filter((table) => has(table, column));
    const owners = ownersOf(having, column, tables);
    const rank = rankOf(column, owners.length);
    const required = having.filter((table) => isRequired(table, column)).length;
    return rank === undefined ? [] : [{ column, having, owner: owners[0], rank, required }];
  });
  const [best] = candidates.toSorted(
    (a, b) => a.rank - b.rank || b.having.length - a.having.length || b.required - a.required,
  );
  if (best === undefined) return undefined;
  const { column, having, owner } = best;
  return { column, tables: having.length, of: tables.length, owner };
}

function rankOf(column: string, owners: number): number | undefined {
  const name = column.replaceAll('_', '').toLowerCase();
  if (owners > 1) return undefined;
  if (tenantName.test(name)) return owners === 1 ? 0 : 1;
  if (owners === 0) return undefined;
  return personName.test(name) ? 3 : 2;
}

/** Tables that the column refers to by itself, with the column there. */
function ownersOf(
  having: readonly Table[],
  column: string,
  tables: readonly Table[],
): readonly NonNullable<KeyGuess['owner']>[] {
  const found = having.flatMap(({ foreignKeys, oid }) =>
    foreignKeys.flatMap((key) => {
      if (key.columns.length !== 1 || key.columns[0] !== column || key.references === oid)
        return [];
      const table = tables.find((other) => other.oid === key.references);
      const [referenced = ''] = key.referencedColumns;
      return table === undefined ? [] : [{ table: nameOf(table), column: referenced }];
    }),
  );
  return found.filter(
    ({ table }, index) => found.findIndex((other) => other.table === table) === index,
  );
}

function guessRoles(
  { catalog, grants, openPolicies }: Survey,
  ofTenants: ReadonlySet<string>,
): Pick<Guess, 'tenantRoles' | 'trustedRoles'> {
  const granted = [
    ...new Set(grants.filter(({ table }) => ofTenants.has(table)).map(({ role }) => role)),
  ];
  const isTrusted = (role: string) => bypasses(catalog, role) || seesAll(role);
  const seesAll = (role: string) =>
    openPolicies.some((policy) => policy.role === role && ofTenants.has(policy.table));
  const tenantRoles = granted.filter((role) => !isTrusted(role));
  // Somebody's statements run as a tenant's: when every role sees all rows, that is what is wrong.
  if (tenantRoles.length === 0) return { tenantRoles: granted, trustedRoles: [] };
  return { tenantRoles, trustedRoles: granted.filter(isTrusted) };
}

function bypasses({ roles }: Catalog, role: string): boolean {
  return roles.some(({ name, bypassRls }) => name === role && bypassRls);
}

function guessTable(
  table: Table,
  key: KeyGuess | undefined,
  tenantRoles: readonly string[],
  { grants }: Survey,
): TableGuess {
  const name = nameOf(table);
  if (name === key?.owner?.table) {
    return { name, scope: 'organization', because: `what ${key.column} refers to` };
  }
  const commands = grants
    .filter((grant) => grant.table === table.ident && tenantRoles.includes(grant.role))
    .map(({ command }) => command);
  if (commands.length === 0) {
    return { name, scope: 'private', because: 'no tenant’s role has a right to it' };
  }
  if (commands.every((command) => command === 'select')) {
    return {
      name,
      scope: 'global',
      because: 'tenants’ roles may only read it: is it the same for all?',
    };
  }
  return { name, scope: undefined, because: 'tenants’ roles may write it: whose are its rows?' };
}

function has({ columns }: Table, column: string): boolean {
  return columns.some(({ name }) => name === column);
}

function isRequired({ columns }: Table, column: string): boolean {
  return columns.some(({ name, notNull }) => name === column && notNull);
}

/** As a configuration names it. */
function nameOf({ ident }: Table): string {
  return ident.replace(/^public\./, '');
}
