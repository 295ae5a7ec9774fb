import type { Conversion } from '../../conversion.ts';
import { sqlName } from '../../names.ts';
import { inTransaction, type Step } from '../../plan.ts';

/** Temporary tables, and new objects in public, are ways around isolation: those who had the right by everybody's keep it by name. */
export function databaseSteps({ survey, legacy, roles }: Conversion): readonly Step[] {
  const { everybody, database } = survey;
  const kept = legacy.roles.map(sqlName).join(', ');
  const rights = [
    ...(everybody.temporary ? [`temporary on database ${quoted(database)}`] : []),
    ...(everybody.createInPublic ? ['create on schema public'] : []),
  ];
  const all = Object.values(roles).join(', ');
  return [
    {
      id: 'isolation.database',
      title: 'what everybody may do in the database, the new application may not',
      tables: [],
      lock: 'none',
      rows: undefined,
      up: inTransaction(
        ...rights.flatMap((right) => [
          `revoke ${right} from public`,
          ...(kept === '' ? [] : [`grant ${right} to ${kept}`]),
        ]),
        `grant usage on schema public to ${all}`,
      ),
      down: [
        inTransaction(
          ...rights.flatMap((right) => [
            `grant ${right} to public`,
            ...(kept === '' ? [] : [`revoke ${right} from ${kept}`]),
          ]),
          `revoke usage on schema public from ${all}`,
        ),
      ],
    },
  ];
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
