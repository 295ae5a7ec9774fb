import type { Conversion } from '../conversion.ts';
import {
  allKeyedForeignKeys,
  composite,
  formerDefinition,
  fullMatch,
  type KeyedForeignKey,
} from '../foreign-keys.ts';
import { sqlName } from '../names.ts';
import { inTransaction, type Part, type Phase, type Step } from '../plan.ts';
import { commentOn } from '../swap.ts';
import type { SurveyTable } from '../../survey/survey.ts';

/*
 * The new key beside the old one, NOT VALID, validated, and then in its place: no row is ever without one. Of a partitioned
 * table its partitions get theirs first, because it cannot be NOT VALID itself, and takes them on.
 */

export function foreignKeysPhase(conversion: Conversion): Phase {
  return {
    name: 'foreign-keys',
    title: 'References stay inside an organization',
    steps: allKeyedForeignKeys(conversion)
      // A key onto a partitioned table changes with that table's key.
      .filter(({ parent }) => parent.kind === 'table')
      .flatMap((keyed) => foreignKeySteps(conversion, keyed)),
  };
}

function foreignKeySteps(conversion: Conversion, keyed: KeyedForeignKey): readonly Step[] {
  const { child, foreignKey } = keyed;
  const { key, names } = conversion;
  const next = sqlName(names.fresh(foreignKey.name, 'next'));
  const definition = composite(keyed, key.ident);
  const target = conversion.targets.find(({ table }) => table.oid === child.oid);
  const change: Change = {
    keyed,
    next,
    definition,
    holders: target?.leaves ?? [child],
    parts: target?.parts ?? [],
  };
  return [
    ...change.holders.flatMap((holder) => addSteps(change, holder)),
    ...(child.kind === 'table' ? [] : [adopt(change)]),
    takePlace(change),
    ...fullMatchSteps(conversion, keyed),
  ];
}

interface Change {
  readonly keyed: KeyedForeignKey;
  /** The new key's name until it takes the old one's place. */
  readonly next: string;
  readonly definition: string;
  /** Tables with rows: the child, or its partitions. */
  readonly holders: readonly SurveyTable[];
  /** Partitions of all levels. */
  readonly parts: readonly SurveyTable[];
}

function addSteps({ keyed, next, definition }: Change, holder: SurveyTable): readonly Step[] {
  const { foreignKey, parent } = keyed;
  const id = `${holder.ident}.${foreignKey.name}`;
  const tables = [holder.ident, parent.ident];
  const add: Step = {
    id: `${id}.add`,
    title: `${foreignKey.name} within an organization, for new rows`,
    tables,
    lock: 'SHARE ROW EXCLUSIVE',
    rows: undefined,
    up: inTransaction(`alter table ${holder.ident} add constraint ${next} ${definition} not valid`),
    down: [inTransaction(`alter table ${holder.ident} drop constraint if exists ${next}`)],
  };
  const validate: Step = {
    id: `${id}.validate`,
    title: 'for all rows',
    tables,
    lock: 'SHARE UPDATE EXCLUSIVE',
    rows: holder.rows,
    up: inTransaction(`alter table ${holder.ident} validate constraint ${next}`),
    down: [],
  };
  return foreignKey.validated ? [add, validate] : [add];
}

function adopt({ keyed, next, definition, holders }: Change): Step {
  const { child, foreignKey, parent } = keyed;
  return {
    id: `${child.ident}.${foreignKey.name}.adopt`,
    title: 'the table takes on what its partitions have',
    tables: [child.ident, parent.ident, ...holders.map(({ ident }) => ident)],
    lock: 'ACCESS EXCLUSIVE',
    rows: undefined,
    up: inTransaction(`alter table ${child.ident} add constraint ${next} ${definition}`),
    down: [inTransaction(`alter table ${child.ident} drop constraint if exists ${next}`)],
  };
}

function takePlace({ keyed, next, holders, parts }: Change): Step {
  const { child, foreignKey, parent } = keyed;
  const name = sqlName(foreignKey.name);
  const renamed = [child, ...parts];
  const rename = (from: string, to: string) =>
    renamed.map(({ ident }) => `alter table ${ident} rename constraint ${from} to ${to}`);
  const comment = foreignKey.comment === undefined ? [] : [commentOn(child, foreignKey)];
  return {
    id: `${child.ident}.${foreignKey.name}.swap`,
    title: 'it takes the place of the one across organizations',
    tables: [...renamed.map(({ ident }) => ident), parent.ident],
    lock: 'ACCESS EXCLUSIVE',
    rows: undefined,
    up: inTransaction(
      `alter table ${child.ident} drop constraint ${name}`,
      ...rename(next, name),
      ...comment,
    ),
    down: [
      inTransaction(...rename(name, next)),
      ...formerParts(keyed, holders),
      ...(comment.length === 0 ? [] : [inTransaction(...comment)]),
    ],
  };
}

/** The key as it was, on each holder first where the table is partitioned. */
function formerParts({ child, foreignKey }: KeyedForeignKey, holders: readonly SurveyTable[]) {
  const name = sqlName(foreignKey.name);
  const definition = formerDefinition(foreignKey);
  const parts: Part[] = holders.flatMap(({ ident }) => [
    inTransaction(`alter table ${ident} add constraint ${name} ${definition} not valid`),
    ...(foreignKey.validated
      ? [inTransaction(`alter table ${ident} validate constraint ${name}`)]
      : []),
  ]);
  return child.kind === 'table'
    ? parts
    : [...parts, inTransaction(`alter table ${child.ident} add constraint ${name} ${definition}`)];
}

function fullMatchSteps({ names }: Conversion, keyed: KeyedForeignKey): readonly Step[] {
  const { child, foreignKey } = keyed;
  const condition = fullMatch(keyed);
  if (condition === undefined) return [];
  const check = sqlName(names.fresh(foreignKey.name, 'full'));
  const id = `${child.ident}.${foreignKey.name}.full`;
  const add: Step = {
    id,
    title: 'what MATCH FULL said',
    tables: [child.ident],
    lock: 'ACCESS EXCLUSIVE',
    rows: undefined,
    up: inTransaction(
      `alter table ${child.ident} add constraint ${check} check (${condition}) not valid`,
    ),
    down: [inTransaction(`alter table ${child.ident} drop constraint if exists ${check}`)],
  };
  // A key that is not valid did not say it of the rows that were there.
  if (!foreignKey.validated) return [add];
  return [
    add,
    {
      id: `${id}.validate`,
      title: 'of all rows',
      tables: [child.ident],
      lock: 'SHARE UPDATE EXCLUSIVE',
      rows: child.rows,
      up: inTransaction(`alter table ${child.ident} validate constraint ${check}`),
      down: [],
    },
  ];
}
