import type { SurveyTable } from '../../survey/survey.ts';
import type { Conversion, Target } from '../conversion.ts';
import type { Phase, Step } from '../plan.ts';
import { quoteLiteral } from '../../../catalog/quote.ts';
import { keyedForeignKeys } from '../foreign-keys.ts';
import { columnIdent } from '../tables.ts';

/*
 * What would stop the rest is looked for before anything is enforced. Nothing is guessed, nothing deleted.
 */

export function orphansPhase(conversion: Conversion): Phase {
  return {
    name: 'orphans',
    title:
      'Rows that belong to nobody, and rows that refer to another organization’s: there are none',
    steps: [
      ...conversion.targets.flatMap((target) => orphans(conversion, target)),
      ...conversion.targets.flatMap((target) => conflicts(conversion, target)),
    ],
  };
}

function orphans({ key, organizations }: Conversion, { table, rule, hasKey }: Target): Step[] {
  if (rule.kind === 'default' && !hasKey) return [];
  return [
    {
      id: `${table.ident}.orphans`,
      title: 'every row belongs to an organization',
      tables: [table.ident],
      lock: 'none',
      rows: table.rows,
      up: {
        runs: { in: 'check' },
        sql: `select ${problem(table, 'belong to no organization')}
  from ${table.ident} t
  left join ${organizations.ident} o on o.${organizations.key} = t.${key.ident}
 where o.${organizations.key} is null
having count(*) > 0;`,
      },
      down: [],
    },
  ];
}

/** SQL of what is wrong with how many rows, and of one of them. */
function problem(table: SurveyTable, what: string): string {
  const key = table.indexes.find(({ primary }) => primary)?.columns ?? [];
  const example =
    key.length === 0
      ? 't.ctid::text'
      : `concat_ws(', ', ${key.map((name) => `t.${columnIdent(table, name)}`).join(', ')})`;
  const named = key.length === 0 ? 'ctid' : key.join(', ');
  return `concat(${quoteLiteral(`${table.ident}: `).trim()}, count(*), ${quoteLiteral(` row(s) ${what}, for example ${named} = `).trim()}, min(${example})) as problem`;
}

/** Only where rules differ can a row and the one that it refers to belong to two organizations. */
function conflicts(conversion: Conversion, { table, rule }: Target): Step[] {
  const { key, targets } = conversion;
  return keyedForeignKeys(conversion, table).flatMap(({ foreignKey, parent }) => {
    const parents = targets.find((target) => target.table.oid === parent.oid);
    const sameWay = rule.kind === 'default' && parents?.rule.kind === 'default';
    const isRule = rule.kind === 'parent' && rule.by.name === foreignKey.name;
    if ((sameWay && !parents.hasKey) || isRule) return [];
    const same = foreignKey.columns.map(
      (column, i) =>
        `p.${columnIdent(parent, foreignKey.referencedColumns[i] ?? '')} = t.${columnIdent(table, column)}`,
    );
    return [
      {
        id: `${table.ident}.conflicts.${foreignKey.name}`,
        title: `what ${foreignKey.name} refers to belongs to the same organization`,
        tables: [table.ident, parent.ident],
        lock: 'none',
        rows: table.rows,
        up: {
          runs: { in: 'check' },
          sql: `select ${problem(table, `refer by ${foreignKey.name} to a row of another organization`)}
  from ${table.ident} t
  join ${parent.ident} p on ${same.join(' and ')}
 where p.${key.ident} <> t.${key.ident}
having count(*) > 0;`,
        },
        down: [],
      },
    ];
  });
}
