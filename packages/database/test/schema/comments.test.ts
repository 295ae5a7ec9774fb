import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../src/testing.ts';
import { asLogin } from '../support/as-login.ts';
import { testServer } from '../support/test-server.ts';

// In a migrated database: what its catalogs say, whoever reads them and with whatever tool.

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase({ server: testServer() });
});
afterAll(() => database.close());

interface Described {
  readonly name: string;
  readonly comment: string | null;
}

/** Tables and their columns; what an extension brought is its own. */
const query = `
  select format('%I', c.relname) || coalesce('.' || quote_ident(a.attname), '') as name,
         case when a.attnum is null then obj_description(c.oid, 'pg_class') else col_description(c.oid, a.attnum) end as comment
    from pg_class c
    left join lateral (
      select null::name as attname, null::int2 as attnum
      union all
      select attname, attnum from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) a on true
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
     and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
   order by 1`;

test('every table and every column says what it is', async () => {
  const { rows } = await asLogin(database.urls!.migration, (client) =>
    client.query<Described>(query),
  );
  expect(rows.length).toBeGreaterThan(300);
  expect(rows.filter(({ comment }) => !comment?.trim()).map(({ name }) => name)).toEqual([]);
});
