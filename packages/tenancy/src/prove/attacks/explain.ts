import { onTables } from '../attempts.ts';
import type { Found } from '../target.ts';
import { beyond } from '../reach.ts';
import { sql } from '../sql.ts';

/**
 * A plan tells how many rows it gave. How many a filter removed it tells as well, where no index found the
 * own ones: the number of other tenants' rows is no secret of PostgreSQL's (docs/isolation.md).
 */
export const explain = onTables({
  name: 'explain',
  title: 'Read row counts of the other tenant from a plan',
  async *on(target) {
    const { read } = target.reach;
    if (read === 'all') return;
    yield await target.read(
      sql`explain (analyze, costs off, timing off, summary off, format json) select 1 from ${target.ident} where ${beyond(read)}`,
      given,
    );
  },
});

interface Plan {
  readonly 'Actual Rows'?: number;
}

function given({ rows }: Found): number {
  const text = rows[0]?.['QUERY PLAN'];
  const plans = (typeof text === 'string' ? JSON.parse(text) : text) as
    | { Plan?: Plan }[]
    | undefined;
  return plans?.[0]?.Plan?.['Actual Rows'] ?? 0;
}
