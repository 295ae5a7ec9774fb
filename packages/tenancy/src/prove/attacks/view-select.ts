import type { View } from '../../catalog/catalog.ts';
import { tenantKeyOf } from '../../config/config.ts';
import { attempted, everybody } from '../attempts.ts';
import { commas, join, name, raw, shown, sql } from '../sql.ts';
import { isDenied, said, saysNothing, type Trial } from '../verdict.ts';
import type { Arena, Attack, Attacker } from '../types.ts';

/** A view shows what its owner may see, unless it is made with security_invoker; a materialized one has no policies. */
export const viewSelect: Attack = {
  name: 'view-select',
  title: 'Read rows of the other tenant through views',
  kinds: everybody,
  async *run(arena, subject) {
    for (const view of arena.catalog.views) {
      const attempt = await attempted(arena, subject, this.name, view.ident, (attacker) =>
        look(arena, attacker, view),
      );
      if (attempt) yield attempt;
    }
  },
};

async function* look(arena: Arena, attacker: Attacker, view: View): AsyncIterable<Trial> {
  const { select, selectable } = (await arena.rights(attacker))(view.oid);
  const columns = select ? selectable : view.columns;
  const statement = sql`select pg_catalog.count(*) as n
    from (select ${commas(columns.map(name))} from ${raw(view.ident)}) prove_row where ${foreign(arena, attacker, columns)}`;
  const answer = await attacker.try(statement);
  const n = answer.ok ? Number(answer.rows[0]?.['n']) : 0;
  yield {
    outcome: outcomeOf(),
    answer: said(answer, arena.markers, n),
    statement: shown(statement),
  };

  function outcomeOf(): Trial['outcome'] {
    if (n > 0) return 'leak';
    if (answer.ok) return 'blocked';
    if (isDenied(answer)) return select ? 'blocked' : 'no access';
    return saysNothing(answer) || attacker.subject.kind === 'acting' ? 'unproved' : 'blocked';
  }
}

/** By the tenant key, where the view has it, and by what the other tenant's rows hold. */
function foreign(
  { config, filled, markers }: Arena,
  attacker: Attacker,
  columns: readonly string[],
) {
  const key = tenantKeyOf(config);
  const texts = commas(markers.foreign.slice(0, 200).map((text) => sql`${text}`));
  const holds = sql`exists (select from pg_catalog.unnest(array[${texts}]::text[]) marker
    where pg_catalog.strpos(prove_row::text, marker) > 0)`;
  if (!columns.includes(key)) return holds;
  const isOther =
    attacker.subject.kind === 'no context'
      ? raw('true')
      : sql`${name(key)} is distinct from ${filled.tenants.own}`;
  return join([isOther, holds], ' or ');
}
