import { ConfigurationError } from '../../config/error.ts';
import type { TableConversion } from '../config/config.ts';
import type { Survey, SurveyForeignKey, SurveyTable } from '../survey/survey.ts';
import type { Organizations } from './organizations.ts';
import { columnIdent } from './tables.ts';

/** How a row finds its organization, with everything that it names found. */
export type Rule =
  | { readonly kind: 'default' }
  /** SQL of the key, on a row called `t`. */
  | { readonly kind: 'sql'; readonly sql: string }
  | { readonly kind: 'parent'; readonly parent: SurveyTable; readonly by: SurveyForeignKey };

interface Asked {
  readonly table: SurveyTable;
  readonly how: TableConversion;
  readonly survey: Survey;
  readonly organizations: Organizations;
  readonly tenants: readonly SurveyTable[];
}

/** @throws ConfigurationError when a column or a foreign key is not there. */
export function resolveRule({ table, how, survey, organizations, tenants }: Asked): Rule {
  if (typeof how === 'string' || 'from' in how) return { kind: 'default' };
  if ('sql' in how) return { kind: 'sql', sql: `(${how.sql})` };
  if ('column' in how) {
    if (!table.columns.some(({ name }) => name === how.column)) {
      throw new ConfigurationError(`${table.ident} has no column ${how.column}.`);
    }
    return { kind: 'sql', sql: `t.${columnIdent(table, how.column)}` };
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
    return { kind: 'sql', sql: `t.${columnIdent(table, by.columns[0] ?? '')}` };
  }
  if (!tenants.some(({ oid }) => oid === parent.oid)) {
    throw new ConfigurationError(
      `${table.ident} finds its organization through ${by.name}, which leads to ${parent.ident}: that is no table of tenants.`,
    );
  }
  return { kind: 'parent', parent, by };
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

/** SQL of the organization's key of a row called `t`, from what is there; undefined where all belong to the default one. */
export function ruleSql(rule: Rule, table: SurveyTable, key: string): string | undefined {
  if (rule.kind === 'default') return undefined;
  if (rule.kind === 'sql') return rule.sql;
  const { parent, by } = rule;
  const same = by.columns.map(
    (column, i) =>
      `p.${columnIdent(parent, by.referencedColumns[i] ?? '')} = t.${columnIdent(table, column)}`,
  );
  return `(select p.${key} from ${parent.ident} p where ${same.join(' and ')})`;
}
