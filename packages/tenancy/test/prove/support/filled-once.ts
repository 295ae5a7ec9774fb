import { readCatalog } from '../../../src/catalog/read.ts';
import type { TenancyConfig } from '../../../src/check.ts';
import { attackAll } from '../../../src/prove/attack-all.ts';
import { ATTACKS } from '../../../src/prove/attacks.ts';
import { fill } from '../../../src/prove/fill/fill.ts';
import { whoIsAdmin } from '../../../src/prove/identity.ts';
import { Session } from '../../../src/prove/session.ts';
import { freshRows, setStage } from '../../../src/prove/stage.ts';
import type { Attempt } from '../../../src/prove/types.ts';
import type { SafeDatabase } from '../../proof/safe-database.ts';

/** The safe database with its rows made once, in a transaction, to be broken and attacked again and again. */
export interface FilledOnce {
  /** Breaks it, attacks it, and undoes both. */
  attack(sql: string, config: TenancyConfig, attacks: readonly string[]): Promise<Attempt[]>;
  end(): Promise<void>;
}

export async function filledOnce({ admin, config, run }: SafeDatabase): Promise<FilledOnce> {
  const session = await Session.on(admin);
  const who = await whoIsAdmin(admin);
  await run('begin');
  const first = await readCatalog(admin, config);
  const filled = await fill(admin, first, config);
  const fresh = await freshRows(first, filled);
  return {
    async attack(sql, changed, attacks) {
      await run(`savepoint broken; ${sql}`);
      try {
        const catalog = await readCatalog(admin, changed);
        const parts = { session, admin, who, catalog, config: changed, filled, fresh };
        const { arena, subjects } = await setStage(parts);
        const attempts: Attempt[] = [];
        const all = attackAll({
          arena,
          subjects,
          attacks: ATTACKS.filter(({ name }) => attacks.includes(name)),
          onProgress: undefined,
          signal: undefined,
        });
        for await (const attempt of all) attempts.push(attempt);
        arena.cast.leave();
        await session.flush();
        return attempts;
      } finally {
        await run('rollback to savepoint broken');
      }
    },
    end: async () => {
      await run('rollback');
    },
  };
}
