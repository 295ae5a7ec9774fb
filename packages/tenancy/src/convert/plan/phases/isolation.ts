import type { Conversion } from '../conversion.ts';
import type { Phase } from '../plan.ts';
import { databaseSteps } from './isolation/database.ts';
import { foundationSteps } from './isolation/foundation.ts';
import { routineSteps } from './isolation/routines.ts';
import { tableSteps } from './isolation/tables.ts';
import { viewSteps } from './isolation/views.ts';

/** Roles, functions, and row security: last, because from here on rows are seen by whom they belong to. */
export function isolationPhase(conversion: Conversion): Phase {
  return {
    name: 'isolation',
    title: 'Each organization sees its own rows',
    steps: [
      ...foundationSteps(conversion),
      ...databaseSteps(conversion),
      ...routineSteps(conversion),
      ...viewSteps(conversion),
      ...tableSteps(conversion),
    ],
  };
}
