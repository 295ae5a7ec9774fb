import { rowsOf } from '../../catalog/queryable.ts';
import { quoteLiteral } from '../../catalog/quote.ts';
import { ConfigurationError } from '../../config/error.ts';
import type { About } from '../files/about.ts';
import { runBatches } from './batches.ts';
import type { RunContext } from './context.ts';

/**
 * Gives rows that belong to nobody to an organization, in batches.
 *
 * @param organization its key.
 * @throws ConfigurationError when it is not there.
 */
export async function assignOrphans(
  context: RunContext,
  about: About,
  organization: string,
): Promise<void> {
  const { tenantKey: key, organizations, tenants } = about;
  const value = `${quoteLiteral(organization).trim()}::${key.type}`;
  const [found] = await rowsOf<{ there: boolean }>(
    context.db,
    `select exists (select from ${organizations.table} where ${organizations.key} = ${value}) as there`,
  );
  if (found?.there !== true) {
    throw new ConfigurationError(
      `--assign-orphans ${organization}: there is no such organization.`,
    );
  }
  for (const { table, quiet } of tenants
    .filter(({ allDefault }) => !allDefault)
    .flatMap(({ leaves }) => leaves)) {
    const sql = `update ${table} t set ${key.ident} = ${value} where t.ctid >= $1 and t.ctid < $2 and t.${key.ident} is null`;
    const step = {
      id: `${table}.assign-orphans`,
      title: '',
      tables: [table],
      lock: 'ROW EXCLUSIVE',
      rows: undefined,
      part: { runs: { in: 'batches', table, quiet }, sql },
    } as const;
    await runBatches(
      context,
      { step, direction: 'up', part: 0, place: undefined },
      { table, quiet },
    );
  }
}
