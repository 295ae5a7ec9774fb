import type { Conversion } from '../conversion.ts';
import { inTransaction, type Phase, type Step } from '../plan.ts';
import { lookUp, tableByName } from '../tables.ts';
import { ConfigurationError } from '../../../config/error.ts';
import type { CustomStep } from '../../config/config.ts';

/** Steps of the project's own. */
export function ownPhase(conversion: Conversion): Phase {
  return {
    name: 'own',
    title: 'Steps of the project’s own',
    steps: (conversion.config.steps ?? []).flatMap((step) => ownSteps(conversion, step)),
  };
}

function ownSteps({ survey }: Conversion, { name, sql, undo, batches }: CustomStep): Step[] {
  const made: Step = {
    id: `own.${name}`,
    title: name.replaceAll('-', ' '),
    tables: [],
    lock: 'ACCESS EXCLUSIVE',
    rows: undefined,
    up: inTransaction(sql),
    down: [inTransaction(undo)],
  };
  if (batches === undefined) return [made];
  const table = lookUp(tableByName(survey), batches.table);
  const key = table?.columns.find((column) => column.name === batches.key);
  if (table === undefined || key === undefined) {
    throw new ConfigurationError(
      `steps: ${name} goes through ${batches.table} by ${batches.key}, which is not there.`,
    );
  }
  const sized = { in: 'ranges', table: table.ident, key: key.ident } as const;
  return [
    made,
    {
      id: `own.${name}.rows`,
      title: `${name.replaceAll('-', ' ')}, row by row`,
      tables: [table.ident],
      lock: 'ROW EXCLUSIVE',
      rows: table.rows,
      up: {
        runs: { ...sized, size: batches.size ?? 500 },
        sql: batches.sql
          .trim()
          .replaceAll(/:from\b/g, '$1')
          .replaceAll(/:to\b/g, '$2'),
      },
      down: [],
    },
  ];
}
