import { quoteLiteral } from '../../../catalog/quote.ts';
import type { Conversion } from '../conversion.ts';
import type { SurveyTable } from '../../survey/survey.ts';
import { dollarQuoted, sqlName } from '../names.ts';
import { alone, inTransaction, type Phase, type Step } from '../plan.ts';
import { regroupSteps } from '../grouping.ts';
import { swapSql } from '../swap.ts';
import { uniqueChanges, type UniqueChange } from '../uniques.ts';

/*
 * The new indexes, beside the old ones. What takes them back also puts the old keys in their places: by then the old
 * indexes are there again (phase keys), and the old foreign keys stand on them.
 */

export function indexesPhase(conversion: Conversion): Phase {
  return {
    name: 'indexes',
    title: 'Keys of each organization, beside those of all of them',
    steps: [
      ...regroupSteps(conversion),
      ...uniqueChanges(conversion)
        // That of a partitioned table is put together from its partitions', when they take their places.
        .filter(({ table }) => table.kind === 'table')
        .map((change) => createStep(conversion, change)),
      ...conversion.targets.flatMap((target) =>
        target.leaves.flatMap((leaf) => keyIndex(conversion, leaf)),
      ),
    ],
  };
}

function createStep(conversion: Conversion, change: UniqueChange): Step {
  const { table, index, next, kept } = change;
  const isPart = index.partOf !== undefined;
  return {
    id: `${index.ident}.create`,
    title: `${index.name}, for each organization`,
    tables: [table.ident],
    lock: 'SHARE UPDATE EXCLUSIVE',
    rows: table.rows,
    up: alone(next.ident, change.createNext),
    down: [
      ...(kept || isPart ? [] : [restore(conversion, change)]),
      alone(next.ident, `drop index concurrently if exists ${next.ident}`),
    ],
  };
}

/** Every statement asks for the rows of one organization: where no key begins with it, an index does. */
function keyIndex(conversion: Conversion, table: SurveyTable): readonly Step[] {
  const { key, names } = conversion;
  const hasOne = uniqueChanges(conversion).some(
    (change) => change.table === table && !change.index.partial,
  );
  if (hasOne) return [];
  const name = sqlName(names.fresh(`${table.name}_${key.name}`, 'idx'));
  const ident = `${table.quotedSchema}.${name}`;
  return [
    {
      id: `${table.ident}.index`,
      title: 'rows of one organization are found',
      tables: [table.ident],
      lock: 'SHARE UPDATE EXCLUSIVE',
      rows: table.rows,
      up: alone(ident, `create index concurrently ${name} on ${table.ident} (${key.ident})`),
      down: [alone(ident, `drop index concurrently if exists ${ident}`)],
    },
  ];
}

/** Where the new key has taken the old one's place, the old one takes it back. */
function restore(conversion: Conversion, change: UniqueChange) {
  const { former } = change;
  return inTransaction(
    `do ${dollarQuoted(
      'do',
      ` begin
  if pg_catalog.to_regclass(${quoteLiteral(former.ident).trim()}) is not null then
    ${executed(swapSql(conversion, change, 'former'))};
  end if;
end `,
    )}`,
  );
}

/** Utility statements in PL/pgSQL are prepared, and know no index that was made meanwhile; as text, they are parsed when they run. */
function executed(statements: readonly string[]): string {
  return statements.map((statement) => `execute ${quoteLiteral(statement).trim()}`).join(';\n    ');
}
