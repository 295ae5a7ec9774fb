import { onSession } from '../on-session.ts';
import { name, sql } from '../sql.ts';

/**
 * Objects of a tenant's own in a schema that others' statements look into run with the others' rights. Temporary
 * ones stay in the session, for whoever is served next: see temporary-table.
 */
export const createObjects = onSession({
  name: 'create-objects',
  title: 'Create functions and tables where others’ statements find them',
  kinds: ['no context'],
  async *steps(arena) {
    const schemas = await arena.rows<{ name: string }>(sql`
      select nspname::text as name from pg_catalog.pg_namespace
       where nspname not like 'pg\\_toast%' and nspname not like 'pg\\_temp%' order by 1`);
    for (const { name: schema } of schemas) {
      const object = `schema ${schema}`;
      yield {
        object,
        statement: sql`create function ${name(schema)}.prove_function() returns int language sql security definer as 'select 1'`,
        success: 'leak',
      };
      yield {
        object,
        statement: sql`create table ${name(schema)}.prove_table (id int)`,
        success: 'leak',
      };
    }
    const [database] = await arena.rows<{ name: string }>(
      sql`select pg_catalog.current_database()::text as name`,
    );
    const object = `database ${database?.name}`;
    yield { object, statement: sql`create schema prove_schema`, success: 'leak' };
  },
});
