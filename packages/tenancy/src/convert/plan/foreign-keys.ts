import type { SurveyForeignKey, SurveyTable } from '../survey/survey.ts';
import type { Conversion } from './conversion.ts';
import { columnIdent, columnList } from './tables.ts';

/** A foreign key that is to say that both rows belong to the same organization. */
export interface KeyedForeignKey {
  readonly child: SurveyTable;
  readonly foreignKey: SurveyForeignKey;
  readonly parent: SurveyTable;
  /** SQL of the child's column that says whose a row is. */
  readonly childKey: string;
}

/** The foreign keys of a table between two tables of tenants, that do not name the tenant key yet. */
export function keyedForeignKeys(
  { targets, key, organizations }: Conversion,
  child: SurveyTable,
): readonly KeyedForeignKey[] {
  const isTarget = targets.some(({ table, parts }) => [table, ...parts].includes(child));
  const childKey = isTarget ? key.ident : organizations.key;
  return child.foreignKeys.flatMap((foreignKey) => {
    const parent = targets.find(({ table }) => table.oid === foreignKey.references)?.table;
    const isKeyed = foreignKey.referencedColumns.includes(key.name);
    return parent === undefined || isKeyed || foreignKey.inherited
      ? []
      : [{ child, foreignKey, parent, childKey }];
  });
}

/** Of every target, and of the table of organizations itself. */
export function allKeyedForeignKeys(conversion: Conversion): readonly KeyedForeignKey[] {
  const { targets, organizations } = conversion;
  // A partition may have keys of its own.
  const tables = targets.flatMap(({ table, parts }) => [table, ...parts]);
  const own = organizations.table;
  const all = own && !tables.some(({ oid }) => oid === own.oid) ? [...tables, own] : tables;
  return all.flatMap((table) => keyedForeignKeys(conversion, table));
}

/**
 * SQL of the composite key, without NOT VALID. MATCH FULL becomes MATCH SIMPLE, because the tenant key is never null; what
 * SET NULL and SET DEFAULT empty are the columns that they emptied before.
 */
export function composite(
  { child, foreignKey, parent, childKey }: KeyedForeignKey,
  key: string,
): string {
  const { columns, referencedColumns, onDelete, onUpdate } = foreignKey;
  const sets = onDelete === 'set null' || onDelete === 'set default';
  const emptied = foreignKey.setColumns.length > 0 ? foreignKey.setColumns : columns;
  return [
    `foreign key (${childKey}, ${columnList(child, columns)})`,
    `references ${parent.ident} (${key}, ${columnList(parent, referencedColumns)})`,
    ...(onUpdate === 'no action' ? [] : [`on update ${onUpdate}`]),
    ...(onDelete === 'no action' ? [] : [`on delete ${onDelete}`]),
    ...(sets ? [`(${columnList(child, emptied)})`] : []),
    ...(foreignKey.deferrable ? ['deferrable'] : []),
    ...(foreignKey.deferred ? ['initially deferred'] : []),
  ].join(' ');
}

/** What MATCH FULL said beside: all of the columns are null, or none. */
export function fullMatch({ child, foreignKey }: KeyedForeignKey): string | undefined {
  const { full, columns } = foreignKey;
  if (!full || columns.length < 2) return undefined;
  const list = columns.map((name) => columnIdent(child, name)).join(', ');
  return `num_nulls(${list}) in (0, ${columns.length})`;
}

/** The key as it was, as SQL writes it, without NOT VALID. */
export function formerDefinition({ definition }: SurveyForeignKey): string {
  return definition.replace(/ NOT VALID$/, '');
}
