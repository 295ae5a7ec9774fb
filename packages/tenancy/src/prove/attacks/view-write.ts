import type { View } from '../../catalog/catalog.ts';
import { tenantKeyOf } from '../../config/config.ts';
import type { SqlFragment } from '../../sql/fragment.ts';
import { acting, attempted } from '../attempts.ts';
import type { Rights } from '../rights.ts';
import { commas, expression, name, raw, shown, sql } from '../sql.ts';
import { isDenied, said, saysNothing, type Trial } from '../verdict.ts';
import { watch } from '../watch.ts';
import type { Arena, Attack, Attacker, FreshRow } from '../types.ts';

/** What is written through a view is written with its owner's rights, or by its rules and triggers. */
export const viewWrite: Attack = {
  name: 'view-write',
  title: 'Write rows of the other tenant through views',
  kinds: acting,
  async *run(arena, subject) {
    for (const view of arena.catalog.views) {
      if (view.kind !== 'view') continue;
      const attempt = await attempted(arena, subject, this.name, view.ident, (attacker) =>
        write(arena, attacker, view),
      );
      if (attempt) yield attempt;
    }
  },
};

async function* write(arena: Arena, attacker: Attacker, view: View): AsyncIterable<Trial> {
  const rights = (await arena.rights(attacker))(view.oid);
  const changed = await watch(arena, attacker);
  for (const [verb, statement] of await statements(arena, view, rights)) {
    const [answer, others] = await arena.undone(async () => {
      const first = await attacker.try(statement);
      return [first, first.ok ? await changed() : []] as const;
    });
    const isChanged = others.length > 0;
    const text = said(answer, arena.markers);
    const trial = (outcome: Trial['outcome']) => ({
      outcome,
      answer: isChanged ? `${text}, and rows are changed` : text,
      statement: shown(statement),
    });
    if (isChanged) yield trial('leak');
    else if (isDenied(answer) && !rights[verb]) yield trial('no access');
    // 55000: the view cannot be written at all.
    else if (answer.ok || isDenied(answer) || answer.code === '55000') yield trial('blocked');
    else yield trial(saysNothing(answer) || !answer.code.startsWith('23') ? 'unproved' : 'blocked');
  }
}

type Verb = 'update' | 'delete' | 'insert';

async function statements(
  arena: Arena,
  view: View,
  rights: Rights,
): Promise<readonly (readonly [Verb, SqlFragment])[]> {
  const [row] = await arena.rows<{ events: number }>(
    sql`select pg_catalog.pg_relation_is_updatable(${String(view.oid)}::oid, true) as events`,
  );
  // What PostgreSQL calls them: UPDATE 4, INSERT 8, DELETE 16.
  const can = (event: number) => ((row?.events ?? 0) & event) !== 0;
  const ident = raw(view.ident);
  const key = tenantKeyOf(arena.config);
  const hasKey = view.columns.includes(key);
  const column = rights.updatable.find((other) => other !== key) ?? view.columns[0] ?? '';
  const where = hasKey ? sql` where ${name(key)} = ${arena.filled.tenants.foreign}` : raw('');
  const fresh = can(8) ? await freshFor(arena, view) : undefined;
  return [
    ...(can(4)
      ? [['update', sql`update ${ident} set ${name(column)} = ${name(column)}${where}`] as const]
      : []),
    ...(can(16) ? [['delete', sql`delete from ${ident}${where}`] as const] : []),
    ...(fresh ? [['insert', fresh] as const] : []),
  ];
}

/** A row for the other tenant, of the first table that the view is on. */
async function freshFor(arena: Arena, view: View): Promise<SqlFragment | undefined> {
  const on = await arena.rows<{ oid: string }>(sql`
    select distinct d.refobjid::text as oid from pg_catalog.pg_rewrite r
      join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass and d.objid = r.oid
     where r.ev_class = ${String(view.oid)}::oid and d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass`);
  const table = arena.catalog.tables.find(({ oid }) =>
    on.some((other) => Number(other.oid) === oid),
  );
  const fresh: FreshRow = (table && arena.fresh(table, 'foreign')) ?? {};
  const columns = Object.keys(fresh).filter((column) => view.columns.includes(column));
  if (columns.length === 0) return undefined;
  const values = columns.map((column) => expression(fresh[column] ?? 'null'));
  return sql`insert into ${raw(view.ident)} (${commas(columns.map(name))}) values (${commas(values)})`;
}
