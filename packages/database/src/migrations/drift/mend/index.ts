import type { Kind } from '../../dump/object.ts';
import type { Mender } from '../statement.ts';
import { column } from './column.ts';
import { constraint, index, statistics } from './constraint.ts';
import { defaultPrivileges } from './default-privileges.ts';
import { database, eventTrigger, extension, role, schema } from './globals.ts';
import { routine, view } from './routine.ts';
import { policy, rule, trigger } from './rules.ts';
import { sequence } from './sequence.ts';
import { table } from './table.ts';
import { type } from './type.ts';

/** How each kind of object is mended. */
export const menders: Readonly<Record<Kind, Mender>> = {
  role,
  database,
  extension,
  schema,
  type,
  sequence,
  function: routine,
  table,
  view,
  column,
  constraint,
  index,
  statistics,
  trigger,
  rule,
  policy,
  'default-privileges': defaultPrivileges,
  'event-trigger': eventTrigger,
};
