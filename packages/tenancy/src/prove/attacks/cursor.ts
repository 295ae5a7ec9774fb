import { onTables } from '../attempts.ts';
import { beyond } from '../reach.ts';
import { raw, sql } from '../sql.ts';

export const cursor = onTables({
  name: 'cursor',
  title: 'Fetch rows of the other tenant through a cursor',
  async *on(target) {
    const { read } = target.reach;
    if (read === 'all') return;
    const { attacker } = target;
    const declared = await attacker.try(
      sql`declare prove_cursor scroll cursor for select 1 from ${target.ident} where ${beyond(read)}`,
    );
    yield await target.read(
      declared.ok
        ? raw('fetch 10 from prove_cursor')
        : sql`declare prove_cursor scroll cursor for select 1 from ${target.ident} where ${beyond(read)}`,
    );
    if (declared.ok) await attacker.try(raw('close prove_cursor'));
  },
});
