import { onTables } from '../attempts.ts';
import { writeBlindly } from '../blind.ts';
import { sql } from '../sql.ts';

/** As blind-update, of policies for DELETE. */
export const blindDelete = onTables({
  name: 'blind-delete',
  title: 'Delete all rows without reading one',
  async *on(target) {
    if (target.unwritable.length === 0) return;
    yield await writeBlindly(target, 'delete', sql`delete from ${target.ident}`);
  },
});
