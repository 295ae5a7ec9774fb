import type { Catalog } from '../catalog/catalog.ts';
import type { Queryable } from '../catalog/queryable.ts';
import { readCatalog } from '../catalog/read.ts';
import type { TenancyConfig } from '../config/config.ts';
import { ProofArena } from './arena.ts';
import { AdminCast } from './cast.ts';
import { settled } from './enter.ts';
import { PreparedRows } from './prepared-rows.ts';
import { fill } from './fill/fill.ts';
import { forgeries, settingNames } from './forgeries.ts';
import { returning, whoIsAdmin } from './identity.ts';
import { lendRoles } from './lend-roles.ts';
import { ownValue } from './own-value.ts';
import { Session } from './session.ts';
import { timeouts } from './timeouts.ts';
import { attackingSubjects } from './subjects.ts';
import type { AttackingSubject, Filled, FreshRow, Side } from './types.ts';

/** Where the attacks take place: a transaction with rows of two tenants in it. */
export interface Stage {
  readonly arena: ProofArena;
  readonly subjects: readonly AttackingSubject[];
  /** Names of the settings that a context may be in. */
  readonly settings: readonly string[];
  /** Rolls all of it back. */
  end(): Promise<void>;
}

/** @param admin outside a transaction. When it throws, nothing is left open. */
export async function stage(admin: Queryable, config: TenancyConfig): Promise<Stage> {
  const session = await Session.on(admin);
  const who = await whoIsAdmin(admin);
  await admin.query('begin transaction isolation level read committed, read write');
  const end = async () => {
    await admin.query('rollback');
  };
  try {
    for (const timeout of timeouts) await admin.query(timeout);
    const catalog = await readCatalog(admin, config);
    session.queue(...returning(who));
    await session.flush();
    await lendRoles(admin, session, config, who, catalog.version);
    const filled = new PreparedRows(await fill(admin, catalog, config), catalog);
    const fresh = await freshRows(catalog, filled);
    await settled(session);
    await session.flush();
    const own = ownValue(catalog, filled, 'own');
    const settings = await settingNames(admin, catalog, config.subjects ?? [], own);
    const subjects = attackingSubjects(config, forgeries({ catalog, filled }, settings));
    const cast = new AdminCast({ session, db: admin, who, catalog, config, filled, settings });
    const arena = new ProofArena({ session, catalog, config, filled, cast, fresh });
    return { arena, subjects, settings, end };
  } catch (error) {
    await end().catch(() => {});
    throw error;
  }
}

/** Asked for once: attacks run as somebody else. */
async function freshRows(catalog: Catalog, filled: Filled): Promise<ReadonlyMap<string, FreshRow>> {
  const rows = new Map<string, FreshRow>();
  const sides: readonly Side[] = ['own', 'foreign'];
  for (const table of catalog.tables) {
    for (const side of sides) {
      const fresh = await filled.fresh(table, side);
      if (fresh) rows.set(`${table.oid} ${side}`, fresh);
    }
  }
  return rows;
}
