import type { Routine } from '../catalog/catalog.ts';
import type { SqlFragment } from '../sql/fragment.ts';
import { madeRows } from './reach.ts';
import { commas, raw, sql } from './sql.ts';
import type { Arena } from './types.ts';

const most = 8;

/** Calls of a routine: with what the other tenant's rows hold, by type, with one's own, and with nothing. */
export function callsOf(arena: Arena, routine: Routine): readonly SqlFragment[] {
  const choices = routine.argumentTypes.map((type) => valuesFor(arena, type));
  const count = Math.min(most, Math.max(1, ...choices.map(({ length }) => length)));
  const diagonal = Array.from({ length: count }, (_, i) =>
    choices.map((values) => values[i % values.length] ?? raw('null')),
  );
  // One's own tenant first, as signatures often have it, and then the other's.
  const mixed = choices.map((values, i) => values[i === 0 ? 1 : 0] ?? raw('null'));
  const nothing = choices.map((_, i) => raw(`null::${concrete(routine.argumentTypes[i] ?? '')}`));
  const all = choices.length > 1 ? [...diagonal, mixed, nothing] : [...diagonal, nothing];
  return (choices.length === 0 ? [[]] : all).map((values) => call(routine, values));
}

/**
 * What cannot be called by itself: triggers run with their tables, and types of the server's inside are no values of a
 * statement. Aggregates and window functions see only what they are given.
 */
export function isCallable({ kind, returns, argumentTypes }: Routine): boolean {
  const inner =
    /^(trigger|event_trigger|internal|cstring|language_handler|fdw_handler|.*_handler|"any")$/;
  return (
    (kind === 'function' || kind === 'procedure') &&
    ![returns, ...argumentTypes].some((type) => inner.test(type))
  );
}

function call({ ident, kind }: Routine, values: readonly SqlFragment[]): SqlFragment {
  const called = sql`${raw(ident)}(${commas(values)})`;
  return kind === 'procedure'
    ? sql`call ${called}`
    : sql`select prove_result::text as result from ${called} prove_result limit 100`;
}

/** The other tenant's first, then one's own. */
function valuesFor(arena: Arena, type: string): readonly SqlFragment[] {
  const texts = [...held(arena, type, 'foreign')];
  const [own] = held(arena, type, 'own');
  const values = [...new Set([texts[0], own, ...texts.slice(1), ...usual(type)])];
  const cast = raw(`::${concrete(type)}`);
  return values
    .filter((value) => value !== undefined)
    .slice(0, most)
    .map((value) => sql`${value}${cast}`);
}

function held(arena: Arena, type: string, side: 'own' | 'foreign'): readonly string[] {
  const isText = /^(text|character varying|name|citext)$/.test(type);
  const found: string[] = [];
  const ids: string[] = [];
  for (const table of arena.catalog.tables) {
    if (table.scope === 'global' || table.partitionOf !== undefined) continue;
    const [row] = madeRows(arena, table, side);
    const unique = new Set(table.uniques.flatMap(({ columns }) => columns));
    for (const column of table.columns) {
      const value = row?.values[column.name];
      if (value == null || !unique.has(column.name)) continue;
      const base = column.base.name.replace(/\(.*\)/, '');
      if (base === type || (isText && column.base.category === 'S')) found.push(value);
      else if (isText && base === 'uuid') ids.push(value);
    }
  }
  const tenant = [...found, ...ids].includes(arena.filled.tenants[side]);
  return [...new Set([...(tenant ? [arena.filled.tenants[side]] : []), ...found, ...ids])];
}

function usual(type: string): readonly string[] {
  if (type === 'boolean') return ['true', 'false'];
  if (/^(smallint|integer|bigint|numeric|real|double precision)$/.test(type)) return ['1', '0'];
  if (/^jsonb?$/.test(type)) return ['{}'];
  if (/^(date|timestamp|time)/.test(type)) return ['2000-01-01 00:00:00'];
  if (/^(text|character varying)$/.test(type)) return [''];
  return type.endsWith('[]') ? ['{}'] : [];
}

/** A type to stand for a polymorphic one. */
function concrete(type: string): string {
  if (/^any(compatible)?array$/.test(type)) return 'text[]';
  return type.startsWith('any') ? 'text' : type;
}
