import { hmacPads, parseContextSecret } from '../context/signature.ts';

/**
 * SQL that makes a secret one of the database's, to be run as the owner of `app.context_keys`. The two newest
 * are good, older ones are dropped: the application goes from one to the next without a pause.
 *
 * @param secret "id.key", as `parseContextSecret` takes it.
 * @throws ContextSecretError
 */
export function contextKeySql(secret: string): string {
  const key = parseContextSecret(secret);
  const { inner, outer } = hmacPads(key);
  return `
insert into app.context_keys (id, inner_pad, outer_pad, created_at)
  values ('${key.id}', '\\x${inner.toString('hex')}', '\\x${outer.toString('hex')}', pg_catalog.clock_timestamp())
  on conflict (id) do nothing;
delete from app.context_keys where id not in
  (select k.id from app.context_keys k order by k.created_at desc, k.id limit 2);
-- So that the planner knows how few they are, and reads them without the index, in each statement.
analyze app.context_keys;`;
}
