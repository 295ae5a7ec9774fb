import type { SurveyTable } from '../../survey/survey.ts';
import type { Conversion } from '../conversion.ts';
import type { Obstacle } from '../plan.ts';
import { question } from './obstacle.ts';

/**
 * A row that finds its organization through another is looked for when it is written, with the rights of who writes. A foreign key
 * asks for none.
 */
export function fillObstacles({ survey, targets, legacy }: Conversion): readonly Obstacle[] {
  const writers = survey.roles.filter(
    ({ name, superuser }) => legacy.roles.includes(name) && !superuser,
  );
  return targets.flatMap(({ table, rule }) => {
    if (rule.kind !== 'parent') return [];
    const { parent } = rule;
    const stuck = writers.filter((role) => {
      const names = [role.name, ...role.memberOf];
      return may(names, table, 'INSERT') && !may(names, parent, 'SELECT');
    });
    return stuck.map(({ name }) =>
      question(
        `fill:${table.ident}.${name}`,
        `${name} inserts into it, and may not read ${parent.ident}, through which a row finds its organization: its inserts would fail`,
        `grant select on ${parent.ident} to ${name}`,
      ),
    );
  });
}

function may(names: readonly string[], { owner, grants }: SurveyTable, privilege: string): boolean {
  return (
    names.includes(owner) ||
    grants.some((one) => one.privilege === privilege && ['public', ...names].includes(one.role))
  );
}
