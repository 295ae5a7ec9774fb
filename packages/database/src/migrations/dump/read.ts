import { type Facts, type Schema, type SchemaObject, schemaObject, textOf } from './object.ts';
import { addUses, type Address, type Dependencies, readDependencies } from './dependencies.ts';
import { inDumpOrder } from './order.ts';
import { canonical, canonicalStatistics } from './canonical.ts';
import { wholeGrants } from './grants.ts';
import { columns } from './select/columns.ts';
import { constraintsAndIndexes } from './select/constraints.ts';
import { defaultPrivileges } from './select/default-privileges.ts';
import { functions } from './select/functions.ts';
import { globals } from './select/globals.ts';
import { prelude } from './select/prelude.ts';
import { relations } from './select/relations.ts';
import { rulesAndPolicies } from './select/rules.ts';
import { sequences } from './select/sequences.ts';
import { types } from './select/types.ts';
import { viewText } from './view-text.ts';

/** Runs one statement with bound parameters and returns its rows; of a session, or of PGlite. */
export type ReadRows = <Row extends object>(
  text: string,
  parameters?: readonly (string | number | null)[],
) => Promise<readonly Row[]>;

export interface ReadOptions {
  /** The schemas to look into, as SQL writes them. Default: all but the system's and the journal's. */
  readonly schemas?: readonly string[];
}

/** What a database holds, and what only a live one knows. */
export interface LiveSchema {
  readonly schema: Schema;
  /** The name that `@migrator` stands for, as SQL writes it. */
  readonly migrator: string;
  readonly dependencies: Dependencies;
}

interface Row {
  readonly key: string;
  readonly facts: string;
  readonly class: string;
  readonly oid: string;
  readonly sub: number;
  readonly place: number;
}

const statement = `
  with ${prelude}
  select found.key, found.facts::text as facts, found.class::text, found.oid::text, found.sub, found.place
    from (${[
      ...globals,
      ...types,
      ...sequences,
      ...functions,
      ...relations,
      ...columns,
      ...constraintsAndIndexes,
      ...rulesAndPolicies,
      ...defaultPrivileges,
    ].join('\n union all ')}) found`;

// Who applied the migrations; before that, whoever asks.
const whoMigrates = `
  select m.oid::text, quote_ident(m.rolname) as name, current_setting('server_version_num')::int as version
    from pg_roles m
   where m.oid = coalesce(
     (select j.relowner from pg_class j join pg_namespace n on n.oid = j.relnamespace
       where n.nspname = 'drizzle' and j.relname = '__drizzle_migrations'),
     (select r.oid from pg_roles r where r.rolname = current_user))`;

/**
 * Reads the schema of a database from its catalogs, as one statement and two small ones. The same schema reads the
 * same on every version, server and PGlite. To be called in a transaction: it sets the search_path for it.
 */
export async function readSchema(rows: ReadRows, options: ReadOptions = {}): Promise<LiveSchema> {
  await rows(`select set_config('search_path', '', true)`);
  const [who] = await rows<{ oid: string; name: string; version: number }>(whoMigrates);
  if (who === undefined) throw new Error('pg_roles has no row for current_user');
  const found = await rows<Row>(statement, [who.oid, options.schemas?.join('\n') ?? null]);
  const objects = inDumpOrder(found.map((row) => ({ ...row, object: objectOf(row, who.version) })));
  const addresses = found.map(({ key, class: catalog, oid, sub }): Address => ({
    key,
    catalog,
    oid,
    sub,
  }));
  const dependencies = await readDependencies(rows, addresses);
  const schema = new Map(addUses(objects, dependencies).map((object) => [object.key, object]));
  return { schema, migrator: who.name, dependencies };
}

function objectOf({ key, facts: text }: Row, version: number): SchemaObject {
  const { kind, facts, ...object } = schemaObject(key, JSON.parse(text) as Facts);
  const its = canonical(wholeGrants(facts, version));
  if (kind === 'statistics') return { ...object, kind, facts: canonicalStatistics(its) };
  if (kind !== 'view') return { ...object, kind, facts: its };
  const { definition, ...others } = its;
  return {
    ...object,
    kind,
    facts: { ...others, definition: viewText(textOf(definition), version) },
  };
}
