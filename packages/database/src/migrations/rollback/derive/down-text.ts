import { child, list, text } from '../../parse/nodes.ts';
import { statementsOf, type Statement } from '../../parse/statements.ts';
import type { Migration } from '../../runner/registry.ts';
import { downHeader, unfinished } from '../down-file.ts';
import type { Former } from './former.ts';
import { inversesOf } from './inverse.ts';
import type { Inverse } from './inverse-kinds.ts';

/** A down file as it is derived, and whether a person has to write the rest of it. */
export interface DerivedDown {
  readonly text: string;
  readonly complete: boolean;
}

/**
 * Derives what takes a migration back: the inverse of each statement, the last one first.
 *
 * @throws Error with what PostgreSQL's parser says, when a statement is not SQL.
 */
export async function downText(migration: Migration, former: Former): Promise<DerivedDown> {
  const parsed = await Promise.all(migration.statements.map((chunk) => statementsOf(chunk)));
  const statements = parsed.flat();
  const became = new Set(statements.flatMap(indexesThatBecomeConstraints));
  const inverses = statements
    .filter(({ node }) => !became.has(text(node, 'idxname')))
    .toReversed()
    .flatMap((statement) => inversesOf(statement, former));
  const complete = inverses.every(({ kind }) => kind !== 'unknown');
  const blocks = inverses.map(block).filter((lines) => lines !== '');
  return {
    complete,
    text: [
      downHeader(migration),
      ...(complete ? [] : [unfinished]),
      ...(blocks.length === 0 ? ['-- There is nothing to take back.'] : []),
      blocks.join('\n--> statement-breakpoint\n'),
    ]
      .join('\n')
      .trimEnd()
      .concat('\n'),
  };
}

/** ADD CONSTRAINT ... USING INDEX: the index goes with the constraint. */
function indexesThatBecomeConstraints({ node }: Statement): readonly string[] {
  return list(node, 'cmds')
    .map((command) => text(child(child(command, 'def'), 'Constraint'), 'indexname'))
    .filter((name) => name !== '');
}

function block(inverse: Inverse): string {
  if (inverse.kind === 'nothing') return '';
  if (inverse.kind === 'statement') return `${inverse.sql};`;
  return [
    '-- TO BE WRITTEN: what takes back',
    ...indented(inverse.of),
    `-- ${inverse.why}${inverse.perhaps === undefined ? '' : ' Perhaps:'}`,
    ...indented(inverse.perhaps ?? ''),
  ].join('\n');
}

function indented(sql: string): readonly string[] {
  return sql === '' ? [] : sql.split('\n').map((line) => `--   ${line}`.trimEnd());
}
