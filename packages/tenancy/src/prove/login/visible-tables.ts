import { SessionLost } from '../session.ts';
import type { Table } from '../../catalog/catalog.ts';
import type { ProofArena } from '../arena.ts';
import { madeRows } from '../reach.ts';
import { sameRow } from '../rows.ts';
import { raw, sql } from '../sql.ts';
import type { AttackingSubject, LoginReport } from '../types.ts';

export interface VisibleTables {
  /** Whether the subject's context can be entered for a tenant that is there. */
  readonly canEnter: boolean;
  /** Tables of which the subject sees its own tenant's row, and those that it must not see at all. */
  readonly visible: readonly Table[];
  readonly passedOver: LoginReport['passedOver'];
}

export async function visibleTables(
  arena: ProofArena,
  attackers: readonly AttackingSubject[],
): Promise<VisibleTables> {
  const { tables } = arena.catalog;
  const acting = attackers.find(({ kind }) => kind === 'acting');
  const all = (why: string) => tables.map(({ ident }) => ({ table: ident, why }));
  if (!acting || arena.filled.tenants.own === '') {
    return { canEnter: false, visible: [], passedOver: all('no two tenants have rows') };
  }
  try {
    const visible = await arena.as(acting, async () => {
      const found: Table[] = [];
      for (const table of tables) if (await isVisible(arena, table)) found.push(table);
      return found;
    });
    const passedOver = tables
      .filter((table) => !visible.includes(table))
      .map(({ ident }) => ({ table: ident, why: `${acting.name} sees no row of its own` }));
    return { canEnter: true, visible, passedOver };
  } catch (error) {
    if (error instanceof SessionLost) throw error;
    const why = `${acting.name} could not enter: ${error instanceof Error ? error.message : String(error)}`;
    return { canEnter: false, visible: [], passedOver: all(why) };
  }
}

async function isVisible(arena: ProofArena, table: Table): Promise<boolean> {
  const isKeyed = table.scope === 'tenant' || table.scope === 'organization';
  const [own] = madeRows(arena, table, 'own');
  if (!isKeyed || !own) return true;
  const answer = await arena.try(sql`select 1 from ${raw(table.ident)} where ${sameRow(own)}`);
  return answer.ok && answer.count > 0;
}
