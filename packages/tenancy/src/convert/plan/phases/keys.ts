import type { Conversion } from '../conversion.ts';
import { alone, inTransaction, type Phase, type Step } from '../plan.ts';
import { swapSql } from '../swap.ts';
import { uniqueChanges, type UniqueChange } from '../uniques.ts';
import { partitionedKeySteps } from './partitioned-keys.ts';

/*
 * The new keys take the places of the old ones. What takes this back begins with making the old indexes anew; they take
 * their places only when the old foreign keys stand on them (see indexes.ts).
 */

export function keysPhase(conversion: Conversion): Phase {
  const changes = uniqueChanges(conversion);
  return {
    name: 'keys',
    title: 'Keys of each organization, in the place of those of all of them',
    steps: [
      ...changes.filter(isPlain).map((change) => swapStep(conversion, change)),
      ...partitionedKeySteps(conversion, changes),
    ],
  };
}

function isPlain({ table, index, kept }: UniqueChange): boolean {
  return table.kind === 'table' && index.partOf === undefined && !kept;
}

function swapStep(conversion: Conversion, change: UniqueChange): Step {
  const { table, index, former } = change;
  return {
    id: `${index.ident}.swap`,
    title: `${index.name} is one of each organization`,
    tables: [table.ident],
    lock: 'ACCESS EXCLUSIVE',
    rows: undefined,
    up: inTransaction(...swapSql(conversion, change, 'next')),
    down: [alone(former.ident, change.createFormer)],
  };
}
