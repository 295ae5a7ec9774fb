import type { Catalog } from '../catalog/catalog.ts';
import { rowsOf, type Queryable } from '../catalog/queryable.ts';
import type { OwnValue, Subject } from '../config/config.ts';
import { madeRows } from './reach.ts';
import type { Arena, Forgery } from './types.ts';

type Settings = ReadonlyMap<string, string>;
type Change = (value: string) => string;

const read = /current_setting\(\s*'([a-z_][\w$]*(?:\.[\w$]+)+)'/gi;
const written =
  /(?:set_config\(\s*'|\bset\s+(?:local\s+|session\s+)?)([a-z_][\w$]*(?:\.[\w$]+)+)/gi;
const settingName = /^[a-z_][\w$]*(?:\.[\w$]+)+$/i;

/**
 * Names of the settings that a context may be in: those that functions, policies, defaults and views read, and those
 * that subjects enter. A name that is put together at run time is not found.
 */
export async function settingNames(
  db: Queryable,
  catalog: Catalog,
  subjects: readonly Subject[],
  own: OwnValue,
): Promise<readonly string[]> {
  const expressions = await rowsOf<{ text: string }>(
    db,
    `select pg_catalog.concat_ws(' ', pg_catalog.pg_get_expr(polqual, polrelid), pg_catalog.pg_get_expr(polwithcheck, polrelid)) as text
       from pg_catalog.pg_policy
     union all select pg_catalog.pg_get_viewdef(oid) from pg_catalog.pg_class
      where relkind in ('v', 'm') and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)`,
  );
  const texts = [
    ...expressions.map(({ text }) => text),
    ...catalog.routines.map(({ source }) => source),
    ...catalog.tables.flatMap(({ columns }) => columns.map((column) => column.default ?? '')),
  ];
  const entered = subjects.flatMap((subject) => statementsOf(subject, own));
  const names = [
    ...texts.flatMap((text) => [...text.matchAll(read)].map(([, name]) => name ?? '')),
    ...entered.flatMap((text) => [...text.matchAll(written)].map(([, name]) => name ?? '')),
    ...entered.filter((text) => settingName.test(text)),
  ];
  return [...new Set(names.map((name) => name.toLowerCase()))].toSorted();
}

/** Texts and values of what a subject enters with. */
function statementsOf(subject: Subject, own: OwnValue): readonly string[] {
  try {
    return subject
      .enter(own)
      .flatMap(({ text, values }) => [text, ...(values ?? []).map((value) => String(value))]);
  } catch {
    return []; // It is reported when it is to enter.
  }
}

/** The ways to forge a context: what it says of the own tenant says it of the other, or a flag is set. */
export function forgeries(
  arena: Pick<Arena, 'catalog' | 'filled'>,
  settings: readonly string[],
): readonly Forgery[] {
  const ids = exchanged(arena);
  const otherIds = replacing(ids);
  const expiring = expiringBut(new Set([...ids.keys(), ...ids.values()]));
  const { foreign } = arena.filled.tenants;
  /** On all settings; where `first` changes none of them, it is another variant. */
  const all = (variant: string, then: Change, first: Change = then): Forgery => ({
    variant,
    isSingle: false,
    forge: (entered) => {
      const isAnother = [...entered.values()].every((value) => first(value) === value);
      return isAnother
        ? entered
        : new Map([...entered].map(([name, value]) => [name, then(first(value))] as const));
    },
  });
  const one = (name: string, value: string): Forgery => ({
    variant: `${name}: ${value === foreign ? 'the other id' : value}`,
    isSingle: true,
    forge: () => new Map([[name, value]]),
  });
  return [
    all('other ids', otherIds),
    all('other ids, far expiry', otherIds, expiring('9')),
    all('other ids, past expiry', otherIds, expiring('0')),
    all('other ids, no signature', otherIds, unsigned),
    all('flags', flagged),
    all('flags, no signature', flagged, unsigned),
    ...settings.flatMap((name) => [one(name, foreign), one(name, 'true')]),
  ];
}

/** Ids of the own rows to those of the other tenant's. */
function exchanged({ catalog, filled }: Pick<Arena, 'catalog' | 'filled'>): Settings {
  const ids = catalog.tables.flatMap((table) => {
    const columns = [...table.primaryKey, ...(table.key === undefined ? [] : [table.key])];
    const foreign = madeRows({ filled }, table, 'foreign');
    return madeRows({ filled }, table, 'own').flatMap(({ values }, nth) =>
      columns.flatMap((column): readonly (readonly [string, string])[] => {
        const [own, other] = [values[column], foreign[nth]?.values[column]];
        return own == null || other == null || own === other ? [] : [[own, other]];
      }),
    );
  });
  return new Map([...ids, [filled.tenants.own, filled.tenants.foreign]]);
}

/** An id that is a text may be of several words: it is the whole of what stands between two commas. */
const replacing =
  (ids: Settings): Change =>
  (value) =>
    value
      .split(',')
      .map((part) => ids.get(part) ?? part.replaceAll(/[\w-]+/g, (word) => ids.get(word) ?? word))
      .join(',');

/** An id may have as many digits as a time has. */
const expiringBut =
  (ids: ReadonlySet<string>) =>
  (digit: string): Change =>
  (value) =>
    value.replaceAll(/\b\d{10}\b/g, (number) =>
      ids.has(number) ? number : digit.repeat(number.length),
    );

const unsigned: Change = (value) => value.replace(/[\da-f]{32,}$/i, '');

const flagged: Change = (value) =>
  value.replaceAll('false', 'true').replaceAll(/,(?=,|$)/g, ',true');
