import { declarationOf } from '@startkit/tenancy/drizzle';
import {
  createTableRelationsHelpers,
  extractTablesRelationalConfig,
  getTableUniqueName,
  is,
  normalizeRelation,
  One,
  type Relation,
  type Table,
} from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import * as core from '../../src/schema/core/index.ts';
import * as schema from '../../src/schema/index.ts';
import { tables } from './tables.ts';

const { tables: relational, tableNamesMap } = extractTablesRelationalConfig(
  { ...schema },
  createTableRelationsHelpers,
);
const coreTables = new Set<Table>(Object.values(core).filter((value) => is(value, PgTable)));

const relationsOf = (table: Table): readonly Relation[] =>
  Object.values(relational[tableNamesMap[getTableUniqueName(table)]!]!.relations);

/** Every foreign key that says more than whose row it is, with the columns it has. */
const references = tables.flatMap((table) =>
  getTableConfig(table)
    .foreignKeys.map((key) => {
      const { columns, foreignTable } = key.reference();
      return { name: key.getName(), table, columns: columns.map(({ name }) => name), foreignTable };
    })
    .filter(({ columns }) => columns.join() !== 'organization_id'),
);
type Reference = (typeof references)[number];

const leadingTo = ({ table, columns, foreignTable }: Reference) =>
  relationsOf(table).find(
    (relation) =>
      is(relation, One) &&
      relation.referencedTable === foreignTable &&
      relation.config?.fields.every(({ name }) => columns.includes(name)),
  );

test('every foreign key is a relation, by its own name', () => {
  const missing = references.filter((reference) => leadingTo(reference) === undefined);
  expect(missing.map(({ name }) => name)).toEqual([]);
});

// The core is what other domains build on: it does not list their tables.
test('and leads back, but for what other domains have of the core', () => {
  const missing = references.filter((reference) => {
    const { table, foreignTable } = reference;
    const isOfCore = coreTables.has(foreignTable) && !coreTables.has(table);
    const back = relationsOf(foreignTable).some(
      ({ referencedTable, relationName }) =>
        referencedTable === table && relationName === leadingTo(reference)?.relationName,
    );
    return !back && !isOfCore;
  });
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test('between rows of tenants a relation is by both columns', () => {
  const isTenant = (table: Table) => is(table, PgTable) && declarationOf(table)?.scope === 'tenant';
  const wrong = tables.filter(isTenant).flatMap((table) =>
    relationsOf(table)
      .filter(({ referencedTable }) => isTenant(referencedTable))
      .filter((relation) => {
        const { fields, references: targets } = normalizeRelation(
          relational,
          tableNamesMap,
          relation,
        );
        return [fields, targets].some(([first]) => first?.name !== 'organization_id');
      })
      .map(({ fieldName }) => `${getTableConfig(table).name}.${fieldName}`),
  );
  expect(wrong).toEqual([]);
});
