/*
 * What holds from one day to another, one at a time: two transactions that write at once both see none but their own, so
 * no check that reads can say so. An exclusion constraint does, at every isolation level, which needs btree_gist for the
 * columns that are compared with =. drizzle-kit knows neither; see docs/decisions/0011-no-overlap.md.
 */

/** The extension, as a repeatable statement. */
export const overlapExtension = 'create extension if not exists btree_gist with schema public;';

export interface NoOverlap {
  readonly table: string;
  /** The name of the constraint. */
  readonly name: string;
  /** Rows that agree in these hold on different days. */
  readonly columns: readonly string[];
  /** Rows that the constraint is about, in SQL. Left out: all. */
  readonly where?: string;
}

/** The constraint on `valid_from` and `valid_to`, both days included, as a repeatable statement. */
export function noOverlap({ table, name, columns, where }: NoOverlap): string {
  return `do $$ begin
  if not exists (select from pg_catalog.pg_constraint
    where conrelid = 'public.${table}'::pg_catalog.regclass and conname = '${name}')
  then
    alter table public.${table} add constraint ${name} exclude using gist (
      ${columns.map((column) => `${column} with =`).join(', ')},
      pg_catalog.daterange(valid_from, valid_to, '[]') with &&)${where === undefined ? '' : ` where (${where})`};
  end if;
end $$;`;
}
