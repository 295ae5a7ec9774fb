import type { Catalog } from '../../../catalog/catalog.ts';
import { quoteLiteral } from '../../../catalog/quote.ts';
import type { BoundStatement, OwnValue, TenancyConfig } from '../../../config/config.ts';
import type { Side } from '../../types.ts';
import { ownValue } from '../../own-value.ts';
import type { MadeRows } from '../made-rows.ts';
import type { Held } from '../savepoint.ts';

/*
 * Defaults and triggers may need to know for which tenant they run. The first subject's `enter` tells them; its settings
 * are taken back behind the row, as far as they can be named: rolling back would take the row as well.
 */

const readName = /(?:current_setting|set_config)\s*\(\s*E?'([\w.]+)'/gi;
const setName = /\bset\s+(?:local\s+|session\s+)?([a-z_]\w*\.[\w.]+)\s*(?:=|to)/gi;
const likeName = /^[a-z_]\w*(?:\.\w+)+$/i;

export interface Context {
  /** Works for that side from now on, as the first subject does. False when that is not possible (yet). */
  enter(held: Held, side: Side): Promise<boolean>;
  /** Takes the settings back. */
  leave(held: Held): Promise<void>;
}

/** Undefined when no subject is configured. */
export function contextOf(
  catalog: Catalog,
  config: TenancyConfig,
  rows: MadeRows,
): Context | undefined {
  const [subject] = config.subjects ?? [];
  if (!subject) return undefined;
  const named = catalog.routines.flatMap(({ source }) => namesIn(source));
  let before: Settings = {};
  let names: readonly string[] = [];
  return {
    async enter(held, side) {
      const own = ownValue(catalog, { row: (...which) => rows.row(...which) }, side);
      const statements = statementsOf(subject.enter, own);
      if (!statements) return false;
      names = [...new Set([...named, ...statements.flatMap(namesOf)])];
      before = await settings(held, names);
      for (const { text, values = [] } of statements) {
        const answer = await held.try(text, values);
        if (answer.error) return false;
      }
      return true;
    },
    async leave(held) {
      // The role first: it decides which of the others may be set.
      const after = await settings(held, names);
      const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
      const first = changed.filter((name) => /^(?:role|session_authorization)$/.test(name));
      for (const name of [...first, ...changed.filter((one) => !first.includes(one))]) {
        const value = quoteLiteral(before[name] ?? '');
        await held.try(`select pg_catalog.set_config(${quoteLiteral(name)}, ${value}, true)`);
      }
    },
  };
}

function statementsOf(
  enter: (own: OwnValue) => readonly BoundStatement[],
  own: OwnValue,
): readonly BoundStatement[] | undefined {
  try {
    return enter(own);
  } catch {
    // It asks for a row that is not there.
    return undefined;
  }
}

type Settings = Readonly<Record<string, string | null>>;

async function settings(held: Held, names: readonly string[]): Promise<Settings> {
  const all = ['role', 'session_authorization', ...names].map(quoteLiteral).join(', ');
  const answer = await held.try<{ settings: string }>(
    `select pg_catalog.json_object_agg(name, value)::text as settings from (
       select name, setting as value from pg_catalog.pg_settings
       union select name, pg_catalog.current_setting(name, true) from unnest(array[${all}]) u (name)) s`,
  );
  const [row] = answer.error ? [] : answer.rows;
  return JSON.parse(row?.settings ?? '{}') as Settings;
}

function namesOf({ text, values = [] }: BoundStatement): readonly string[] {
  const given = values.filter((value): value is string => typeof value === 'string');
  return [...namesIn(text), ...given.filter((value) => likeName.test(value))];
}

function namesIn(sql: string): readonly string[] {
  return [...sql.matchAll(readName), ...sql.matchAll(setName)].flatMap(([, name]) => name ?? []);
}
