import { rowsOf } from '../../../catalog/queryable.ts';
import type { Filling } from '../filling.ts';
import type { Refusal } from './make.ts';
import { describeError, type ServerError } from '../server-error.ts';
import type { Target } from '../plan/targets.ts';

export const boundByRls =
  'row security binds the admin login; connect as a superuser, or make it a member of a role with a policy that shows it every row';

/** What it means that an insert was refused. */
export async function refusalOf(
  { admin }: Filling,
  target: Target | undefined,
  error: ServerError,
): Promise<Refusal> {
  const into = target?.into.ident ?? 'nothing';
  const said = `insert into ${into}: ${describeError(error)}`;
  if (/^23(?:505|P01)$/.test(error.code)) return { reason: said, kind: 'collision' };
  if (error.code !== '42501' || !target) return { reason: said, kind: 'other' };
  const [rights] = await rowsOf<{ bound: boolean; granted: boolean }>(
    admin,
    `select pg_catalog.row_security_active($1::oid) as bound,
            pg_catalog.has_table_privilege($1::oid, 'insert') and pg_catalog.has_table_privilege($1::oid, 'select') as granted`,
    [target.into.oid],
  );
  if (rights?.granted === false) return { reason: said, kind: 'final' };
  return rights?.bound === true
    ? { reason: `${boundByRls} (${said})`, kind: 'final' }
    : { reason: said, kind: 'other' };
}
