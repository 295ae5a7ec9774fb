import type { Attack } from './types.ts';
import { alterRole } from './attacks/alter-role.ts';
import { alterTable } from './attacks/alter-table.ts';
import { blindDelete } from './attacks/blind-delete.ts';
import { blindUpdate } from './attacks/blind-update.ts';
import { copyIn } from './attacks/copy-in.ts';
import { copyOut } from './attacks/copy-out.ts';
import { count } from './attacks/count.ts';
import { createObjects } from './attacks/create-objects.ts';
import { cursor } from './attacks/cursor.ts';
import { deletion } from './attacks/delete.ts';
import { dropOwned } from './attacks/drop-owned.ts';
import { existence } from './attacks/existence.ts';
import { explain } from './attacks/explain.ts';
import { foreignKey } from './attacks/foreign-key.ts';
import { functions } from './attacks/functions.ts';
import { insert } from './attacks/insert.ts';
import { interference } from './attacks/interference.ts';
import { largeObjects } from './attacks/large-objects.ts';
import { lockRows } from './attacks/lock-rows.ts';
import { lockTable } from './attacks/lock-table.ts';
import { merge } from './attacks/merge.ts';
import { moveRow } from './attacks/move-row.ts';
import { reset } from './attacks/reset.ts';
import { returning } from './attacks/returning.ts';
import { rowSecurityOff } from './attacks/row-security-off.ts';
import { select } from './attacks/select.ts';
import { setRole } from './attacks/set-role.ts';
import { sideEffects } from './attacks/side-effects.ts';
import { statistics } from './attacks/statistics.ts';
import { systemColumns } from './attacks/system-columns.ts';
import { temporaryTable } from './attacks/temporary-table.ts';
import { truncate } from './attacks/truncate.ts';
import { update } from './attacks/update.ts';
import { upsert } from './attacks/upsert.ts';
import { poison } from './login/poison.ts';
import { viewSelect } from './attacks/view-select.ts';
import { viewWrite } from './attacks/view-write.ts';

/** All attacks, in the order in which they are reported. */
export const ATTACKS: readonly Attack[] = [
  select,
  count,
  cursor,
  copyOut,
  lockRows,
  rowSecurityOff,
  systemColumns,
  explain,
  statistics,
  viewSelect,
  interference,
  functions,
  largeObjects,
  insert,
  update,
  deletion,
  blindUpdate,
  blindDelete,
  upsert,
  merge,
  moveRow,
  returning,
  copyIn,
  truncate,
  viewWrite,
  sideEffects,
  foreignKey,
  existence,
  reset,
  setRole,
  dropOwned,
  alterRole,
  alterTable,
  createObjects,
  temporaryTable,
  poison,
  lockTable,
];
