import type { Routine } from '../catalog/catalog.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import { isCallable } from './calls.ts';
import { disclosed } from './markers.ts';
import { commas, sent, sql } from './sql.ts';
import { said, saysNothing } from './verdict.ts';
import type { Arena, Attacker } from './types.ts';

export interface Call {
  readonly routine: Routine;
  readonly statement: SqlFragment;
}

/** What a call came to. */
export interface Called {
  /** All that it gave. */
  readonly text: string;
  /** It has values of the other tenant's rows that nobody gave it. */
  readonly isTelling: boolean;
  /** What the server refused it with. */
  readonly refused: string | undefined;
  /** What came of it says nothing. */
  readonly isMute: boolean;
}

/** The routines that the attacker may call. */
export async function executable(arena: Arena): Promise<readonly Routine[]> {
  const routines = arena.catalog.routines.filter(isCallable);
  if (routines.length === 0) return [];
  const rows = await arena.rows<{ oid: string }>(sql`select oid::text as oid from pg_catalog.pg_proc
    where oid in (${commas(routines.map(({ oid }) => sql`${String(oid)}`))})
      and pg_catalog.has_function_privilege(oid, 'execute')
      and pg_catalog.has_schema_privilege(pronamespace, 'usage')`);
  const oids = new Set(rows.map(({ oid }) => Number(oid)));
  return routines.filter(({ oid }) => oids.has(oid));
}

/** @param then run after a call that went well, before it is undone. */
export async function called(
  arena: Arena,
  attacker: Attacker,
  { statement }: Call,
  then?: () => Promise<void>,
): Promise<Called> {
  const answer = await arena.undone(async () => {
    const first = await attacker.try(statement);
    if (first.ok) await then?.();
    return first;
  });
  const text = answer.ok
    ? JSON.stringify(answer.rows)
    : `${answer.code} ${answer.message} ${answer.detail}`;
  const given = `${sent(statement)} ${attacker.given}`;
  return {
    text,
    isTelling: disclosed(arena.markers.foreign, text, given) !== undefined,
    refused: answer.ok ? undefined : said(answer, arena.markers),
    isMute: saysNothing(answer),
  };
}
