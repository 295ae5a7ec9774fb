import type { Table } from '../../catalog/catalog.ts';
import { attempted, acting } from '../attempts.ts';
import { said, saysNothing, type Trial } from '../verdict.ts';
import { name, sent, shown, sql } from '../sql.ts';
import type { Arena, Attack, Attacker } from '../types.ts';

/**
 * A temporary table hides a table of the same name, for the session: the next tenant's rows land in it. Whether they
 * do is tried through the login (poison); here, whether one can be made.
 */
export const temporaryTable: Attack = {
  name: 'temporary-table',
  title: 'Hide a table behind a temporary one',
  kinds: acting,
  async *run(arena, subject) {
    for (const table of arena.catalog.tables) {
      if (table.scope === 'global' || table.partitionOf !== undefined) continue;
      const attempt = await attempted(arena, subject, this.name, table.ident, (attacker) =>
        hide(arena, attacker, table),
      );
      if (attempt) yield attempt;
    }
  },
};

async function* hide(arena: Arena, attacker: Attacker, table: Table): AsyncIterable<Trial> {
  const create = sql`create temporary table ${name(table.name)} (prove_column int)`;
  const [before] = await arena.rows<{ oid: string }>(
    sql`select pg_catalog.to_regclass(${sent(name(table.name))})::oid::text as oid`,
  );
  const answer = await attacker.try(create);
  const statement = shown(create);
  if (!answer.ok) {
    const outcome = saysNothing(answer) ? 'unproved' : 'no access';
    yield { outcome, answer: said(answer, arena.markers), statement };
  } else if (Number(before?.oid) !== table.oid) {
    yield {
      outcome: 'blocked',
      answer: 'made; statements name the schema of the table',
      statement,
    };
  } else {
    const hidden = await attacker.try(sql`select prove_column from ${name(table.name)}`);
    yield hidden.ok
      ? { outcome: 'leak', answer: 'made; the name of the table means it', statement }
      : { outcome: 'blocked', answer: 'made; the name means the table still', statement };
  }
}
