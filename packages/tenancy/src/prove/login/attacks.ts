import { alterRole } from '../attacks/alter-role.ts';
import { copyIn } from '../attacks/copy-in.ts';
import { count } from '../attacks/count.ts';
import { createObjects } from '../attacks/create-objects.ts';
import { cursor } from '../attacks/cursor.ts';
import { deletion } from '../attacks/delete.ts';
import { dropOwned } from '../attacks/drop-owned.ts';
import { explain } from '../attacks/explain.ts';
import { insert } from '../attacks/insert.ts';
import { lockRows } from '../attacks/lock-rows.ts';
import { reset } from '../attacks/reset.ts';
import { rowSecurityOff } from '../attacks/row-security-off.ts';
import { select } from '../attacks/select.ts';
import { setRole } from '../attacks/set-role.ts';
import { truncate } from '../attacks/truncate.ts';
import { update } from '../attacks/update.ts';
import type { Attack } from '../types.ts';

/** What is tried through a login: it has no admin beside it who looks what changed, and rows that nobody made. */
export const LOGIN_ATTACKS: readonly Attack[] = [
  select,
  count,
  cursor,
  lockRows,
  rowSecurityOff,
  explain,
  insert,
  update,
  deletion,
  copyIn,
  truncate,
  reset,
  { ...setRole, kinds: ['acting', 'no context'] },
  dropOwned,
  alterRole,
  createObjects,
];
