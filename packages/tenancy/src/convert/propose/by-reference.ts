import type { TableConversion, TenantRule } from '../config/config.ts';
import { columnIdent } from '../plan/tables.ts';
import type { SurveyForeignKey, SurveyTable } from '../survey/survey.ts';

/** How the rows of a table find their organization, by foreign keys, and why that is thought. */
export interface Way {
  readonly rule: TenantRule;
  readonly because: string;
}

interface Found extends Way {
  /** SQL of the column that holds the organization's key already; undefined where it is found through another table. */
  readonly column: string | undefined;
}

/**
 * Where organizations are there: by a foreign key to them, else through a table that has one, the shortest way first.
 *
 * @returns by the table's oid; nothing of tables that no foreign key leads from.
 */
export function waysToOrganizations(
  tables: readonly SurveyTable[],
  organizations: SurveyTable,
): ReadonlyMap<number, Way> {
  const found = new Map<number, Found>();
  for (let grew = true; grew;) {
    const next = tables.flatMap((table): [number, Found][] => {
      if (found.has(table.oid)) return [];
      const way = direct(table, organizations) ?? through(table, tables, found);
      return way ? [[table.oid, way]] : [];
    });
    for (const [oid, way] of next) found.set(oid, way);
    grew = next.length > 0;
  }
  return found;
}

function direct(table: SurveyTable, organizations: SurveyTable): Found | undefined {
  const key = byOwnership(
    table,
    table.foreignKeys.filter(
      ({ references, columns }) => references === organizations.oid && columns.length === 1,
    ),
  )[0];
  const [column] = key?.columns ?? [];
  if (key === undefined || column === undefined) return undefined;
  return {
    rule: { column },
    because: `${key.name} says whose a row is${mayBeNull(table, key) ? ', but may be null' : ''}`,
    column: columnIdent(table, column),
  };
}

function through(
  table: SurveyTable,
  tables: readonly SurveyTable[],
  found: ReadonlyMap<number, Found>,
): Found | undefined {
  const keys = byOwnership(
    table,
    table.foreignKeys.filter(({ references }) => references !== table.oid && found.has(references)),
  );
  const [first] = keys;
  if (first === undefined) return undefined;
  const either = ownership(table, first) === 0 ? oneOf(table, keys, tables, found) : undefined;
  if (either) return either;
  const parent = tables.find(({ oid }) => oid === first.references);
  return {
    rule: { through: first.columns.length === 1 ? (first.columns[0] ?? '') : first.columns },
    because: `${first.name} leads to ${parent?.ident}${mayBeNull(table, first) ? ', but may be null' : ''}`,
    column: undefined,
  };
}

/** A row of which each reference may be missing belongs to the first that is there. */
function oneOf(
  table: SurveyTable,
  keys: readonly SurveyForeignKey[],
  tables: readonly SurveyTable[],
  found: ReadonlyMap<number, Found>,
): Found | undefined {
  if (keys.length < 2) return undefined;
  const lookups = keys.flatMap((key) => {
    const parent = tables.find(({ oid }) => oid === key.references);
    const column = found.get(key.references)?.column;
    if (parent === undefined || column === undefined) return [];
    const same = key.columns.map(
      (name, i) =>
        `p.${columnIdent(parent, key.referencedColumns[i] ?? '')} = t.${columnIdent(table, name)}`,
    );
    return [`(select p.${column} from ${parent.ident} p where ${same.join(' and ')})`];
  });
  if (lookups.length < keys.length) return undefined;
  return {
    rule: { sql: `coalesce(${lookups.join(', ')})` },
    because: `${keys.map(({ name }) => name).join(' or ')} says whose a row is: each may be null`,
    column: undefined,
  };
}

/**
 * The likeliest owner of a row first: what the row goes with (ON DELETE CASCADE), what it is known by (part of a key of its own),
 * what it always has.
 */
function byOwnership(
  table: SurveyTable,
  keys: readonly SurveyForeignKey[],
): readonly SurveyForeignKey[] {
  return keys.toSorted((a, b) => ownership(table, b) - ownership(table, a));
}

/** 0: nothing says that its rows belong to what it refers to, and a row may do without. */
function ownership(table: SurveyTable, key: SurveyForeignKey): number {
  return (
    (key.onDelete === 'cascade' ? 4 : 0) +
    (isPartOfKey(table, key) ? 2 : 0) +
    (mayBeNull(table, key) ? 0 : 1)
  );
}

function isPartOfKey({ indexes }: SurveyTable, { columns }: SurveyForeignKey): boolean {
  return indexes.some(
    (index) =>
      index.columns.length > columns.length &&
      columns.every((name) => index.columns.includes(name)),
  );
}

function mayBeNull({ columns }: SurveyTable, key: SurveyForeignKey): boolean {
  return key.columns.some(
    (name) => columns.find((column) => column.name === name)?.notNull === false,
  );
}

/** A rule, with what triggers say of the table. */
export function withAppendOnly(rule: TenantRule, appendOnly: boolean): TableConversion {
  if (appendOnly) return { ...rule, appendOnly };
  return 'from' in rule ? 'tenant' : rule;
}
