import { is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { declaredTables } from '@startkit/tenancy/policies';
import * as canvas from '../schema/canvas/index.ts';
import * as commerce from '../schema/commerce/index.ts';
import * as core from '../schema/core/index.ts';
import * as schema from '../schema/index.ts';
import * as warehouse from '../schema/warehouse/index.ts';
import { diagram } from './diagram.ts';
import { tableSection } from './table-page.ts';

/** The domains of the schema, by the folder that declares their tables. */
const domains: readonly { readonly title: string; readonly tables: readonly PgTable[] }[] = [
  { title: 'Core', tables: tablesOf(core) },
  { title: 'Commerce', tables: tablesOf(commerce) },
  { title: 'Canvas', tables: tablesOf(canvas) },
  { title: 'Warehouse', tables: tablesOf(warehouse) },
];

/**
 * docs/schema.md: every table with its columns, types, keys and indexes, and a diagram of each domain.
 *
 * @returns Markdown; the same for the same schema.
 */
export function schemaOverview(): string {
  const scopes = declaredTables(schema);
  return [
    '# Schema',
    '',
    'Written by `pnpm db:docs` from the declarations in `packages/database/src/schema`: change those. What each scope means is in',
    '[add-a-table.md](add-a-table.md). Every table of a tenant has `organization_id`, first in its primary key; a foreign key between two such',
    'tables carries it, so that no row refers to another tenant’s.',
    '',
    ...domains
      .filter(({ tables }) => tables.length > 0)
      .flatMap(({ title, tables }) => [
        `## ${title}`,
        '',
        diagram(tables, 'organizations'),
        '',
        ...tables.map((table) => tableSection(table, scopes)),
      ]),
  ].join('\n');
}

function tablesOf(exports: Readonly<Record<string, unknown>>): readonly PgTable[] {
  return Object.values(exports)
    .filter((value): value is PgTable => is(value, PgTable))
    .toSorted((a, b) => (getTableConfig(a).name < getTableConfig(b).name ? -1 : 1));
}
