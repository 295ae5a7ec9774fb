import { readFileSync } from 'node:fs';
import { ruleParameters } from '../../check/parameters.ts';
import type { TenancyConfig } from '../../config/config.ts';
import type { Queryable } from '../queryable.ts';
import { found } from './found.ts';

let prelude: string | undefined;

/**
 * Runs a select that stands on the rules' own prelude: what is a tenant's table, and which schemas are looked at, is
 * then the same for `check` and for the catalog.
 */
export async function foundAsChecked<Row>(
  db: Queryable,
  config: TenancyConfig,
  select: string,
): Promise<readonly Row[]> {
  prelude ??= readFileSync(new URL('../../check/prelude.sql', import.meta.url), 'utf8');
  return found(db, `${prelude}${select}`, [ruleParameters(config)]);
}
