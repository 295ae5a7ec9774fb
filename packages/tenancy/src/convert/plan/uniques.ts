import type { Survey, SurveyIndex, SurveyTable } from '../survey/survey.ts';
import type { Conversion, Target } from './conversion.ts';
import { sqlName } from './names.ts';
import { lookUp, tableByName } from './tables.ts';

/** A unique index that becomes one of each organization. */
export interface UniqueChange {
  readonly table: SurveyTable;
  readonly index: SurveyIndex;
  /** What the new index is called until it takes the old one's place; with its schema, and without. */
  readonly next: IndexName;
  /** What the old one is called when it is made again, until it takes its place back. */
  readonly former: IndexName;
  /** `create unique index concurrently ...` of the new one under the name `next`, and of the old one under `former`. */
  readonly createNext: string;
  readonly createFormer: string;
  /** Whether the old one stays as well: a primary key that the project keeps, or that a view stands on. */
  readonly kept: boolean;
}

export interface IndexName {
  readonly name: string;
  readonly ident: string;
}

/** Of every target, and of its partitions. In the order of the targets; the same for the same conversion. */
export function uniqueChanges(conversion: Conversion): readonly UniqueChange[] {
  const known = changesOf.get(conversion);
  if (known) return known;
  const changes = conversion.targets.flatMap((target) =>
    [target.table, ...target.parts].flatMap((table) =>
      table.indexes
        .filter(({ columns }) => !columns.includes(conversion.key.name))
        .map((index) => changeOf(conversion, target, table, index)),
    ),
  );
  changesOf.set(conversion, changes);
  return changes;
}

const changesOf = new WeakMap<Conversion, readonly UniqueChange[]>();

function changeOf(
  conversion: Conversion,
  target: Target,
  table: SurveyTable,
  index: SurveyIndex,
): UniqueChange {
  const { names, key } = conversion;
  const kept = isKept(conversion, target, index);
  const named = (suffix: string): IndexName => {
    const name = sqlName(names.fresh(index.name, suffix));
    return { name, ident: `${table.quotedSchema}.${name}` };
  };
  const next = named(kept ? 'of_tenant' : 'next');
  const former = named('former');
  return {
    table,
    index,
    next,
    former,
    createNext: createIndex(table, index, next.name, `${key.ident}, `),
    createFormer: createIndex(table, index, former.name, ''),
    kept,
  };
}

function isKept({ survey, config }: Conversion, target: Target, index: SurveyIndex): boolean {
  if (!index.primary) return false;
  // That of a partition goes with that of its table.
  const whole = target.table.indexes.find(({ primary }) => primary);
  const byName = tableByName(survey);
  const isWanted = (config.keepPrimaryKeys ?? []).some(
    (name) => lookUp(byName, name)?.oid === target.table.oid,
  );
  return (
    isWanted ||
    [index, ...(whole ? [whole] : [])].some((one) => standsBelow(survey, one).length > 0)
  );
}

/** What stands on a primary key and cannot be made anew around it: materialized views, and functions whose body was parsed. */
export function standsBelow({ views }: Survey, { constraint }: SurveyIndex): readonly string[] {
  const stuck = views.filter(
    ({ oid, kind }) => kind === 'materialized' && constraint?.views.includes(oid),
  );
  return [...stuck.map(({ ident }) => ident), ...(constraint?.standing ?? [])];
}

/** What `pg_get_indexdef` says, under another name, with `first` before its keys, and without a lock that writers wait for. */
export function createIndex(
  table: SurveyTable,
  index: SurveyIndex,
  name: string,
  first: string,
): string {
  const how = table.kind === 'partitioned' ? '' : 'concurrently ';
  const only = table.kind === 'partitioned' ? 'only ' : '';
  return `create unique index ${how}${name} on ${only}${table.ident} using btree (${first}${keysOf(table, index)}`;
}

/** What follows `using btree (`. */
function keysOf(table: SurveyTable, index: SurveyIndex): string {
  const only = table.kind === 'partitioned' ? 'ONLY ' : '';
  const head = `CREATE UNIQUE INDEX ${index.quoted} ON ${only}${table.ident} USING btree (`;
  if (!index.definition.startsWith(head)) {
    throw new Error(`The server says of the index ${index.ident}: ${index.definition}`);
  }
  return index.definition.slice(head.length);
}
