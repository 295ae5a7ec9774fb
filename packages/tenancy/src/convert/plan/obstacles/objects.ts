import type { Conversion } from '../conversion.ts';
import { ownersOf } from '../phases/isolation/bound-roles.ts';
import { convertibleViews, viewsOverTargets } from '../phases/isolation/views.ts';
import type { Obstacle } from '../plan.ts';
import { shortName } from '../tables.ts';
import { uniqueChanges } from '../uniques.ts';
import { error, question, warning } from './obstacle.ts';

/** Views and functions that name converted tables, and the engine's own schema. */
export function objectObstacles(conversion: Conversion): readonly Obstacle[] {
  return [
    ...engine(conversion),
    ...views(conversion),
    ...upserts(conversion),
    ...definers(conversion),
    ...parsedRows(conversion),
  ];
}

function engine({ survey }: Conversion): readonly Obstacle[] {
  const taken = survey.routines.filter(({ signature }) =>
    /^app\.(context|current_org_id|enter_context|confirm_context)\(/.test(signature),
  );
  return taken.length === 0
    ? []
    : [
        error(
          'engine',
          `the schema app holds ${taken.map(({ signature }) => signature).join(', ')}: the names of the tenant client’s own functions`,
          'if the database is StartKit’s already, there is nothing to convert; otherwise rename them',
        ),
      ];
}

function views(conversion: Conversion): readonly Obstacle[] {
  const fine = new Set(convertibleViews(conversion).map(({ oid }) => oid));
  return viewsOverTargets(conversion)
    .filter(({ oid }) => !fine.has(oid))
    .map(({ ident, kind }) =>
      kind === 'materialized'
        ? warning(
            `materialized-view:${ident}`,
            'a materialized view has no policies: the old application keeps it, with the rows that whoever refreshes it sees; the new one does not get it',
            'make it a table of tenants, or a view',
          )
        : warning(
            `view:${ident}`,
            'roles that read it may not read the tables behind it, so that it stays with its owner’s rights: the new application does not get it',
            'grant them the tables, then plan again',
          ),
    );
}

/** Upserts name the columns of a key that is another one afterwards. */
function upserts(conversion: Conversion): readonly Obstacle[] {
  const keys = uniqueChanges(conversion).filter(
    ({ kept, index }) => !kept && index.columns.length > 0,
  );
  return conversion.survey.routines.flatMap(({ signature, source }) => {
    const broken = keys.filter(
      ({ table, index }) =>
        names(source, shortName(table)) &&
        [...source.matchAll(/\bon\s+conflict\s*\(([^)]*)\)/gi)].some(
          ([, list = '']) => columnsOf(list) === index.columns.toSorted().join('\n'),
        ),
    );
    if (broken.length === 0) return [];
    return [
      warning(
        `on-conflict:${signature}`,
        `it says ON CONFLICT (${broken[0]?.index.columns.join(', ')}), and afterwards no key has just these columns: it will fail`,
        'name the tenant key as well, or say ON CONFLICT ON CONSTRAINT: names of constraints stay',
      ),
    ];
  });
}

export function names(source: string, table: string): boolean {
  const bare = table.replaceAll('"', '').replaceAll(/[^\w]/g, '.');
  return new RegExp(`(?<!\\w)"?${bare}"?(?!\\w)`, 'i').test(source);
}

function columnsOf(list: string): string {
  return list
    .split(',')
    .map((column) => column.trim().replaceAll('"', ''))
    .toSorted()
    .join('\n');
}

function definers(conversion: Conversion): readonly Obstacle[] {
  const { survey, targets } = conversion;
  return survey.routines
    .filter(({ definer }) => definer)
    .flatMap((routine) => {
      const { signature, isTrigger, owner, source } = routine;
      const sees = whatOwnerSees(conversion, owner);
      const isNamed = targets.some(({ table }) => names(source, shortName(table)));
      if (sees === 'nothing' && isNamed) {
        return [
          question(
            `definer:${signature}`,
            `it runs with the rights of ${owner}, which is no role of the old application: outside of a context it will see no row, and write none`,
            `name ${owner} in legacy.roles, or make it SECURITY INVOKER`,
          ),
        ];
      }
      if (isTrigger && !(sees === 'everything' && isNamed)) return [];
      return [
        warning(
          `definer:${signature}`,
          `it runs with its owner’s rights: the new application may not execute it${sees === 'everything' ? `, and the old one sees every organization through it, because no policy binds ${owner}` : ''}`,
          'make it SECURITY INVOKER, or look at what it reads and grant it',
        ),
      ];
    });
}

/** What a role sees outside of a context; undefined: what the old application sees. */
function whatOwnerSees(
  conversion: Conversion,
  owner: string,
): 'everything' | 'nothing' | undefined {
  const { survey, legacy } = conversion;
  const role = survey.roles.find(({ name }) => name === owner);
  if (role?.superuser === true || role?.bypassRls === true) {
    return legacy.sees === 'everything' ? undefined : 'everything';
  }
  const isServed = legacy.roles.includes(owner) || ownersOf(conversion).includes(owner);
  return legacy.roles.length === 0 || isServed ? undefined : 'nothing';
}

/** A body that was parsed returns the columns that there were. */
function parsedRows({ survey, targets }: Conversion): readonly Obstacle[] {
  return survey.routines.flatMap(({ signature, parsedRowsOf }) => {
    const target = targets.find(({ table, hasKey }) => table.oid === parsedRowsOf && !hasKey);
    if (target === undefined) return [];
    return [
      question(
        `parsed-rows:${signature}`,
        `its body was parsed (BEGIN ATOMIC), and returns rows of ${target.table.ident} without the tenant key: it fails from when that is there`,
        'make it return a table of columns, or a body in quotes; or make it anew afterwards',
      ),
    ];
  });
}
