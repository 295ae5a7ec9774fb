import type { Column } from '@startkit/tenancy/catalog';
import { quoteText } from '../../sql-text.ts';
import { externalIds, slugColumn } from '../kit.ts';
import type { Reference } from '../plan/references.ts';
import type { TenantPlan, TenantTable } from '../plan/tenant-plan.ts';
import type { FittingTable } from './fit.ts';
import { mapped, mappedArray, scopeOf } from './mapping.ts';

/** What becomes of the values on the way. */
export interface Changes {
  readonly plan: TenantPlan;
  /** The tenant's id here. */
  readonly tenantId: string;
  readonly slug: string;
  /** Whether every id is a new one. */
  readonly copy: boolean;
  /** Whether ids change at all. */
  readonly mapped: boolean;
}

/** SQL of each column's value in a row that is written, from the staged row `s`; in the order of the columns. */
export function valuesOf({ table, columns }: FittingTable, changes: Changes): readonly string[] {
  return columns.map((column, place) => {
    const text = changed(table, column, `s.c${place}`, changes);
    return `(${text})::${column.type}`;
  });
}

function changed(table: TenantTable, column: Column, text: string, changes: Changes): string {
  const { name, base } = column;
  const isOrganization = table.oid === changes.plan.organizations.oid;
  if (name === table.key) return quoteText(changes.tenantId);
  if (isOrganization && name === slugColumn) return quoteText(changes.slug);
  if (changes.copy && externalIds[table.ident]?.includes(name)) return 'null';
  if (!changes.mapped) return text;
  const scope = referredScope(table, column, changes.plan.references);
  if (scope !== undefined) return mapped(text, scope);
  if (base.name === 'uuid') return mapped(text, 'uuid');
  if (base.kind === 'array' && base.of?.name === 'uuid') return mappedArray(text, 'uuid');
  // A text that is nothing but an id of the tenant's means it.
  if (base.category !== 'S') return text;
  return `case when pg_catalog.length(${text}) = 36 then ${mapped(text, 'uuid')} else ${text} end`;
}

/** Of a foreign key to a table outside of the tenant, whose ids are no UUIDs. */
function referredScope(
  table: TenantTable,
  { name }: Column,
  references: readonly Reference[],
): string | undefined {
  for (const { table: referred, from } of references) {
    for (const { table: its, columns, to } of from) {
      if (its.oid !== table.oid || columns.length !== 1 || columns[0] !== name) continue;
      const column = referred.columns.find((other) => other.name === to[0]);
      if (column !== undefined) return scopeOf(referred, column);
    }
  }
  return undefined;
}
