import type { Queryable } from '../../catalog/queryable.ts';
import { found, optional } from '../../catalog/read/found.ts';
import type { SurveyForeignKey } from './survey.ts';
import { columnNames } from './sql.ts';
import { ownTables } from './tables.ts';

type Row = Omit<SurveyForeignKey, 'comment'> & {
  readonly table: number;
  readonly comment: string | null;
};

/** The foreign keys of each table. A partition has those of its table as well, which are `inherited`. */
export async function readForeignKeys(
  db: Queryable,
): Promise<readonly (SurveyForeignKey & { readonly table: number })[]> {
  const rows = await found<Row>(db, select);
  return rows.map(({ comment, ...row }) => ({ ...row, comment: optional(comment) }));
}

const action = (column: string) => `
  case ${column} when 'a' then 'no action' when 'r' then 'restrict' when 'c' then 'cascade' when 'n' then 'set null' else 'set default' end`;

// A key onto a partitioned table has a constraint for each of its partitions as well, on the same table: the server's affair.
const select = `
  select k.conrelid::bigint as table, k.conname::text as name, pg_get_constraintdef(k.oid) as definition,
         ${columnNames('k.conrelid', 'k.conkey')} as columns, k.confrelid::bigint as references,
         ${columnNames('k.confrelid', 'k.confkey')} as "referencedColumns", k.confmatchtype = 'f' as full,
         ${action('k.confdeltype')} as "onDelete", ${action('k.confupdtype')} as "onUpdate",
         ${columnNames('k.conrelid', 'k.confdelsetcols')} as "setColumns",
         k.condeferrable as deferrable, k.condeferred as deferred, k.convalidated as validated,
         coalesce((to_jsonb(k) ->> 'conenforced')::boolean, true) as enforced,
         k.conparentid <> 0 as inherited, coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false) as temporal,
         obj_description(k.oid, 'pg_constraint') as comment
    from pg_constraint k
    join ${ownTables} c on c.oid = k.conrelid
   where k.contype = 'f'
     and not exists (select from pg_constraint whole where whole.oid = k.conparentid and whole.conrelid = k.conrelid)
   order by k.conrelid, k.conname`;
