import type { Session } from '../../environment/session.ts';
import type { Declarations } from './exposures.ts';

/**
 * Remembers what is declared by what it is, not by its name: a table that is renamed keeps its policies, and is
 * declared as before.
 *
 * @returns what gives the declarations with the names of that moment.
 */
export async function followRenames(
  session: Session,
  { tables, definerFunctions }: Declarations,
): Promise<() => Promise<Declarations>> {
  const found = await session.rows<{ oid: string }>(
    `select distinct pg_catalog.to_regclass(t)::oid::text as oid
       from pg_catalog.string_to_table($1, E'\\n') t where pg_catalog.to_regclass(t) is not null`,
    [tables.join('\n')],
  );
  const oids = found.map(({ oid }) => oid).join(',');
  return async () => {
    const rows = await session.rows<{ name: string }>(
      `select oid::pg_catalog.regclass::text as name from pg_catalog.pg_class
        where oid = any (pg_catalog.string_to_array($1, ',')::oid[])`,
      [oids],
    );
    return { tables: rows.map(({ name }) => name), definerFunctions };
  };
}
