import { onTables } from '../attempts.ts';
import { beyond } from '../reach.ts';
import { raw, sql } from '../sql.ts';

export const rowSecurityOff = onTables({
  name: 'row-security-off',
  title: 'Switch row security off and read',
  async *on(target) {
    const { read } = target.reach;
    if (read === 'all') return;
    await target.attacker.try(raw('set local row_security = off'));
    yield await target.read(sql`select 1 from ${target.ident} where ${beyond(read)} limit 10`);
  },
});
