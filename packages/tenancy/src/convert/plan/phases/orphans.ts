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
        sql: `select count(*) as rows, min(t.ctid::text) as "for example at",
       ${quoteLiteral(`of ${table.ident} belong to no organization`).trim()} as problem
  from ${table.ident} t
  left join ${organizations.ident} o on o.${organizations.key} = t.${key.ident}
 where o.${organizations.key} is null
having count(*) > 0;`,
      },
      down: [],
    },
  ];
}

/** Only where rules differ can a row and the one that it refers to belong to two organizations. */
function conflicts(conversion: Conversion, { table, rule }: Target): Step[] {
  const { key, targets } = conversion;
  return keyedForeignKeys(conversion, table).flatMap(({ foreignKey, parent }) => {
    const parents = targets.find((target) => target.table.oid === parent.oid);
    const sameWay = rule.kind === 'default' && parents?.rule.kind === 'default';
    const isRule = rule.kind === 'parent' && rule.by.name === foreignKey.name;
    if ((sameWay && parents?.hasKey === false) || isRule) return [];
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
          sql: `select count(*) as rows, min(t.ctid::text) as "for example at",
       ${quoteLiteral(`of ${table.ident} refer by ${foreignKey.name} to a row of another organization`).trim()} as problem
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
