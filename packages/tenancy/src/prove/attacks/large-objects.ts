import { attempted } from '../attempts.ts';
import { said, saysNothing } from '../verdict.ts';
import { shown, sql } from '../sql.ts';
import type { Attack } from '../types.ts';

/** Large objects have owners, not policies: one that the tenants' role owns is every tenant's. */
export const largeObjects: Attack = {
  name: 'large-objects',
  title: 'Read large objects of others',
  kinds: ['no context'],
  async *run(arena, subject) {
    const made = arena.undone(async () => {
      const [object] = await arena.rows<{ oid: string }>(
        sql`select pg_catalog.lo_from_bytea(0, 'prove')::text as oid`,
      );
      return attempted(arena, subject, this.name, 'large object', async function* (attacker) {
        const get = sql`select pg_catalog.lo_get(${object?.oid ?? '0'}::oid)`;
        const answer = await attacker.try(get);
        const text = said(answer, arena.markers);
        const refused = saysNothing(answer) ? 'unproved' : 'blocked';
        yield { outcome: answer.ok ? 'leak' : refused, answer: text, statement: shown(get) };
        const mine = sql`select pg_catalog.count(*) as n from pg_catalog.pg_largeobject_metadata
          where pg_catalog.pg_has_role(lomowner, 'USAGE')`;
        const owned = await attacker.try(mine);
        const n = owned.ok ? Number(owned.rows[0]?.['n']) : 0;
        yield {
          outcome: n > 0 ? 'leak' : 'blocked',
          answer: n > 0 ? `the role owns ${n}, which every tenant reads` : 'the role owns none',
          statement: shown(mine),
        };
      });
    });
    const attempt = await made;
    if (attempt) yield attempt;
  },
};
