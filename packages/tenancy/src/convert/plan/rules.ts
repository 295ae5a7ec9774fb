import { ConfigurationError } from '../../config/error.ts';
import type { TableConversion } from '../config/config.ts';
import type { Survey, SurveyForeignKey, SurveyTable } from '../survey/survey.ts';
import type { Organizations } from './organizations.ts';
import { columnIdent } from './tables.ts';

/** How a row finds its organization, with everything that it names found. */
export type Rule =
  | { readonly kind: 'default' }
  /** The tenant key is there already, and says it. */
  | { readonly kind: 'own' }
  /** SQL of the key, on a row called `t`. */
  | { readonly kind: 'sql'; readonly sql: string }
  | { readonly kind: 'parent'; readonly parent: SurveyTable; readonly by: SurveyForeignKey };

interface Asked {
  readonly table: SurveyTable;
  readonly how: TableConversion;
  readonly survey: Survey;
  readonly organizations: Organizations;
  readonly tenants: readonly SurveyTable[];
  /** The tenant key's name. */
  readonly key: string;
}

/** @throws ConfigurationError when a column or a foreign key is not there. */
export function resolveRule(asked: Asked): Rule {
  const { table, how, survey, organizations, tenants, key } = asked;
  if (typeof how === 'string' || 'from' in how) return { kind: 'default' };
  if ('sql' in how) return { kind: 'sql', sql: `(${how.sql})` };
  if ('column' in how) {
    if (!table.columns.some(({ name }) => name === how.column)) {
      throw new ConfigurationError(`${table.ident} has no column ${how.column}.`);
    }
    return ofColumn(table, how.column, key);
  }
  const columns = typeof how.through === 'string' ? [how.through] : how.through;
  const by = table.foreignKeys.find(
    (one) => one.columns.toSorted().join('\n') === columns.toSorted().join('\n'),
  );
  const parent = survey.tables.find(({ oid }) => oid === by?.references);
  if (by === undefined || parent === undefined) {
    throw new ConfigurationError(
      `${table.ident} has no foreign key on (${columns.join(', ')}): a row finds its organization through one.`,
    );
  }
  if (parent.oid === organizations.table?.oid && by.columns.length === 1) {
    return ofColumn(table, by.columns[0] ?? '', key);
  }
  if (!tenants.some(({ oid }) => oid === parent.oid)) {
    throw new ConfigurationError(
      `${table.ident} finds its organization through ${by.name}, which leads to ${parent.ident}: that is no table of tenants.`,
    );
  }
  return { kind: 'parent', parent, by };
}

function ofColumn(table: SurveyTable, column: string, key: string): Rule {
  return column === key ? { kind: 'own' } : { kind: 'sql', sql: `t.${columnIdent(table, column)}` };
}

interface Ruled {
  readonly table: SurveyTable;
  readonly rule: Rule;
}

/**
 * Parents before the tables that find their organization through them.
 *
 * @throws ConfigurationError when tables lead to each other in a circle.
 */
export function inOrder<T extends Ruled>(ruled: readonly T[]): readonly T[] {
  const order: T[] = [];
  const place = (one: T, way: readonly T[]): void => {
    if (order.includes(one)) return;
    if (way.includes(one)) {
      throw new ConfigurationError(
        `These tables find their organization through each other: ${[...way, one].map(({ table }) => table.ident).join(' -> ')}. One of them needs another rule.`,
      );
    }
    const { rule } = one;
    const parent =
      rule.kind === 'parent' && ruled.find(({ table }) => table.oid === rule.parent.oid);
    if (parent) place(parent, [...way, one]);
    order.push(one);
  };
  for (const one of ruled) place(one, []);
  return order;
}

/** SQL of the organization's key of a row called `t`, from what is there; undefined where nothing is to be filled in. */
export function ruleSql(rule: Rule, table: SurveyTable, key: string): string | undefined {
  if (rule.kind === 'default' || rule.kind === 'own') return undefined;
  if (rule.kind === 'sql') return rule.sql;
  const { parent, by } = rule;
  const same = by.columns.map(
    (column, i) =>
      `p.${columnIdent(parent, by.referencedColumns[i] ?? '')} = t.${columnIdent(table, column)}`,
  );
  return `(select p.${key} from ${parent.ident} p where ${same.join(' and ')})`;
}
