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
import { returning, whoIsAdmin, type Admin } from './identity.ts';
import { lendRoles } from './lend-roles.ts';
import { ownValue } from './own-value.ts';
import { Session } from './session.ts';
import { transactionSettings } from './transaction-settings.ts';
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
    for (const setting of transactionSettings) await admin.query(setting);
    const catalog = await readCatalog(admin, config);
    session.queue(...returning(who));
    await session.flush();
    await lendRoles(admin, session, config, who, catalog.version);
    const filled = await fill(admin, catalog, config);
    const fresh = await freshRows(catalog, filled);
    await settled(session);
    await session.flush();
    const set = await setStage({ session, admin, who, catalog, config, filled, fresh });
    return { ...set, end };
  } catch (error) {
    await end().catch(() => {});
    throw error;
  }
}

/** What a stage is made of: see {@link stage}. */
export interface StageParts {
  readonly session: Session;
  readonly admin: Queryable;
  readonly who: Admin;
  readonly catalog: Catalog;
  readonly config: TenancyConfig;
  readonly filled: Filled;
  /** Values for one more row, by oid and side. */
  readonly fresh: ReadonlyMap<string, FreshRow>;
}

/** Who attacks, and what they are told, once the rows are there. */
export async function setStage(parts: StageParts): Promise<Omit<Stage, 'end'>> {
  const { session, admin: db, who, catalog, config, fresh } = parts;
  const filled = new PreparedRows(parts.filled, catalog);
  const own = ownValue(catalog, filled, 'own');
  const settings = await settingNames(db, catalog, config.subjects ?? [], own);
  const subjects = attackingSubjects(config, forgeries({ catalog, filled }, settings));
  const cast = new AdminCast({ session, db, who, catalog, config, filled, settings });
  const arena = new ProofArena({ session, catalog, config, filled, cast, fresh });
  return { arena, subjects, settings };
}

/** Asked for once: attacks run as somebody else. */
export async function freshRows(
  catalog: Catalog,
  filled: Filled,
): Promise<ReadonlyMap<string, FreshRow>> {
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
