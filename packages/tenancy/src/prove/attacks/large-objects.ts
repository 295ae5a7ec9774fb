import { attempted } from '../attempts.ts';
import { said, saysNothing, type Trial } from '../verdict.ts';
import { shown, sql } from '../sql.ts';
import type { Arena, Attack, Attacker } from '../types.ts';

/** Large objects have owners, not policies: one that the tenants' role owns is every tenant's. */
export const largeObjects: Attack = {
  name: 'large-objects',
  title: 'Read large objects of others',
  kinds: ['no context'],
  async *run(arena, subject) {
    const attempt = await arena.undone(async () => {
      const made = await arena.try(sql`select pg_catalog.lo_from_bytea(0, 'prove')::text as oid`);
      const oid = made.ok ? String(made.rows[0]?.['oid']) : undefined;
      return attempted(arena, subject, this.name, 'large object', (attacker) =>
        tried(arena, attacker, oid),
      );
    });
    if (attempt) yield attempt;
  },
};

async function* tried(
  arena: Arena,
  attacker: Attacker,
  oid: string | undefined,
): AsyncIterable<Trial> {
  if (oid !== undefined) {
    const get = sql`select pg_catalog.lo_get(${oid}::oid)`;
    const answer = await attacker.try(get);
    const refused = saysNothing(answer) ? 'unproved' : 'blocked';
    const outcome = answer.ok ? 'leak' : refused;
    yield { outcome, answer: said(answer, arena.markers), statement: shown(get) };
  }
  const mine = sql`select pg_catalog.count(*) as n from pg_catalog.pg_largeobject_metadata
    where pg_catalog.pg_has_role(lomowner, 'USAGE')`;
  const owned = await attacker.try(mine);
  const n = owned.ok ? Number(owned.rows[0]?.['n']) : 0;
  yield {
    outcome: n > 0 ? 'leak' : 'blocked',
    answer: n > 0 ? `the role owns ${n}, which every tenant reads` : 'the role owns none',
    statement: shown(mine),
  };
}
