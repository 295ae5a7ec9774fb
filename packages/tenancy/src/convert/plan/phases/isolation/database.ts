import { quoteIdent } from '../../../../catalog/quote.ts';
import type { Conversion } from '../../conversion.ts';
import { inTransaction, type Step } from '../../plan.ts';
import { keptBy } from './kept-by.ts';

/** Temporary tables, and new objects in public, are ways around isolation: those who had the right by everybody's keep it by name. */
export function databaseSteps({ survey, legacy, roles }: Conversion): readonly Step[] {
  const { rights, database } = survey;
  const taken = [
    { right: `temporary on database ${quoteIdent(database)}`, holders: rights.temporary },
    { right: 'create on schema public', holders: rights.createInPublic },
  ]
    .filter(({ holders }) => holders.includes('public'))
    .map(({ right, holders }) => ({ right, kept: keptBy(legacy.roles, holders) }));
  const all = Object.values(roles).join(', ');
  return [
    {
      id: 'isolation.database',
      title: 'what everybody may do in the database, the new application may not',
      tables: [],
      lock: 'none',
      rows: undefined,
      up: inTransaction(
        ...taken.flatMap(({ right, kept }) => [
          `revoke ${right} from public`,
          ...(kept === '' ? [] : [`grant ${right} to ${kept}`]),
        ]),
        `grant usage on schema public to ${all}`,
      ),
      down: [
        inTransaction(
          ...taken.flatMap(({ right, kept }) => [
            `grant ${right} to public`,
            ...(kept === '' ? [] : [`revoke ${right} from ${kept}`]),
          ]),
          `revoke usage on schema public from ${all}`,
        ),
      ],
    },
  ];
}
