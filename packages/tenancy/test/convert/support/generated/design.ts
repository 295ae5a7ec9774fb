import type { Choices, ForeignKeyChoices, TableChoices, UniqueChoices } from './choices.ts';

/*
 * Choices put together: tables with columns, keys, and foreign keys onto keys that are there. Every value follows from the
 * number of its row, so that references hold, and row n of each table belongs to the same organization.
 */

/** What a column holds in row n. `part`: what its table is partitioned by. */
export type Kind = 'int' | 'text' | 'uuid' | 'part' | 'company';

export interface Column {
  readonly name: string;
  readonly kind: Kind;
  readonly notNull: boolean;
  /** `default ...`, `generated ...`. */
  readonly more: string;
  /** SQL of what it holds in row `n`; none: the server knows. */
  readonly value: string | undefined;
  /** Whether every third row has none. */
  readonly gaps: boolean;
  readonly refers: boolean;
}

export interface Key {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly choices: UniqueChoices | undefined;
  /** Whether a foreign key may refer to it. */
  readonly referable: boolean;
}

export interface ForeignKey {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly parent: Table;
  readonly key: Key;
  /** Whether its columns are nobody else's. */
  readonly isOwn: boolean;
  readonly choices: ForeignKeyChoices;
}

export interface Table {
  readonly number: number;
  readonly name: string;
  readonly schema: string;
  readonly ident: string;
  readonly choices: TableChoices;
  readonly columns: Column[];
  /** The primary key first, where there is one. */
  readonly keys: Key[];
  readonly foreignKeys: ForeignKey[];
  readonly part: Column | undefined;
  /** Of all its rows. */
  readonly company: Column | undefined;
  readonly numbered: Column;
}

export interface Design {
  readonly choices: Choices;
  readonly schemas: readonly string[];
  readonly tables: readonly Table[];
}

export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const literal = (text: string) => `'${text.replaceAll(`'`, `''`)}'`;

/** SQL of what row `n` holds. */
export function valueOf(kind: Kind, n: string, key: OrganizationKey): string {
  switch (kind) {
    case 'int':
      return `(${n})::int`;
    case 'text':
      return `'v ' || (${n})`;
    case 'uuid':
      return `md5((${n})::text)::uuid`;
    case 'part':
      return `((${n}) % 4)::int`;
    case 'company':
      return companyKey(key, `(${n}) % 3 + 1`);
  }
}

export type OrganizationKey = Choices['organizationKey'];

export function companyKey(type: OrganizationKey, number: string): string {
  if (type === 'int') return `(${number})::int`;
  return type === 'uuid' ? `md5('company ' || (${number}))::uuid` : `'company ' || (${number})`;
}

interface Making {
  readonly schemas: readonly string[];
  readonly several: boolean;
  readonly key: OrganizationKey;
}

function column(name: string, kind: Kind, making: Making, more: Partial<Column> = {}): Column {
  const value = valueOf(kind, 'n', making.key);
  return {
    name,
    kind,
    notNull: true,
    more: '',
    value: more.gaps === true ? `case when n % 3 > 0 then ${value} end` : value,
    gaps: false,
    refers: false,
    ...more,
  };
}

export function designOf(choices: Choices): Design {
  const schemas = ['public', choices.schemas[0]('s1'), choices.schemas[1]('s2')];
  const making = {
    schemas,
    several: choices.organizations === 'several',
    key: choices.organizationKey,
  };
  const tables = choices.tables.map((one, i) => tableOf(one, i + 1, making));
  for (const table of tables) addForeignKeys(table, tables, making);
  return { choices, schemas, tables };
}

function tableOf(choices: TableChoices, number: number, making: Making): Table {
  const name = choices.name(`t${number}`);
  const schema = making.schemas[choices.schema] ?? 'public';
  const part =
    choices.partitions === '' ? undefined : column(choices.column('part'), 'part', making);
  const numbered = column(choices.column('num'), 'int', making);
  const company =
    making.several && choices.scope === 'tenant'
      ? column(choices.column('company'), 'company', making, { notNull: false })
      : undefined;
  const table: Table = {
    number,
    name,
    schema,
    ident: `${quote(schema)}.${quote(name)}`,
    choices,
    columns: [numbered, ...(part ? [part] : []), ...(company ? [company] : [])],
    keys: [],
    foreignKeys: [],
    part,
    company,
    numbered,
  };
  addPrimary(table, making);
  for (const [i, unique] of choices.uniques.entries()) addUnique(table, unique, i + 1, making);
  if (choices.generated) addGenerated(table, making);
  return table;
}

function addPrimary({ choices, columns, keys, part, number, schema }: Table, making: Making): void {
  const { primary } = choices;
  if (primary === 'none') return;
  const sequence = `default nextval(${literal(`${quote(schema)}.${quote(`seq${number}`)}`)}::regclass)`;
  // An identity of a partitioned table is of PostgreSQL 17 on.
  const draws = {
    serial: sequence,
    identity: part ? sequence : 'generated always as identity',
    'by default': part ? sequence : 'generated by default as identity',
    uuid: 'default gen_random_uuid()',
    text: '',
    composite: '',
  };
  const kind = primary === 'uuid' ? 'uuid' : primary in { text: 1, composite: 1 } ? 'text' : 'int';
  const first = column(choices.column('id'), kind, making, { more: draws[primary] });
  const second = primary === 'composite' ? [column(choices.column('id2'), 'int', making)] : [];
  columns.push(first, ...second);
  keys.push({
    name: choices.constraint(`pk${number}`),
    columns: [first, ...second, ...(part ? [part] : [])],
    choices: undefined,
    referable: !choices.primaryDeferrable,
  });
}

function addUnique(table: Table, choices: UniqueChoices, place: number, making: Making): void {
  const { columns, keys, part, number } = table;
  const isMarked = choices.mark === 'replica identity';
  const own = choices.types.map((kind, i) =>
    column(choices.column(`u${place}${i}`), kind, making, {
      notNull: i > 0 || isMarked,
      gaps: !isMarked && i === 0 && !choices.nullsNotDistinct,
    }),
  );
  columns.push(...own);
  const isPlain = choices.form === 'plain' || choices.form === 'descending';
  keys.push({
    name: choices.name(`uq${number}${place}`),
    columns: [...own, ...(part ? [part] : [])],
    choices,
    referable: choices.constraint ? choices.deferrable === '' : isPlain,
  });
}

function addGenerated({ columns, choices, numbered }: Table, making: Making): void {
  const more = `generated always as (${quote(numbered.name)} * 2) stored`;
  columns.push(
    column(choices.column('gen'), 'int', making, { notNull: false, more, value: undefined }),
  );
}

function addForeignKeys(table: Table, tables: readonly Table[], making: Making): void {
  const { choices: own, part } = table;
  // One table of everybody's may not refer to a tenant's; of two partitioned tables none to the other: that is an obstacle.
  const parents = tables.filter(
    (one) =>
      one.keys.some(({ referable }) => referable) &&
      (own.scope !== 'global' || one.choices.scope === 'global') &&
      !(part && one.part),
  );
  for (const [place, choices] of own.foreignKeys.entries()) {
    const parent = parents[choices.to % Math.max(1, parents.length)];
    const keys = parent?.keys.filter(({ referable }) => referable) ?? [];
    const key = keys[choices.key % Math.max(1, keys.length)];
    if (parent === undefined || key === undefined) continue;
    const reused = choices.reuse ? sameColumns(table, parent, key) : undefined;
    const columns = reused ?? referring({ table, parent, key, choices, place }, making);
    if (reused === undefined) table.columns.push(...columns);
    table.foreignKeys.push({
      name: choices.name(`fk${table.number}${place}`),
      columns,
      parent,
      key,
      isOwn: reused === undefined,
      choices,
    });
  }
}

interface Referring {
  readonly table: Table;
  readonly parent: Table;
  readonly key: Key;
  readonly choices: ForeignKeyChoices;
  readonly place: number;
}

/** Columns of their own, which hold what the parent's key holds in a row. */
function referring(
  { table, parent, key, choices, place }: Referring,
  making: Making,
): readonly Column[] {
  const behind = making.several ? 0 : choices.to % 3;
  const m = `(n - ${behind})`;
  const hasGaps = key.columns.some(({ gaps }) => gaps);
  const isShort = parent.choices.rows < table.choices.rows;
  const nullable = choices.nullable || behind > 0 || hasGaps || isShort;
  const there = [`${m} between 1 and ${parent.choices.rows}`, ...(hasGaps ? [`${m} % 3 > 0`] : [])];
  return key.columns.map(({ kind }, i) => {
    const wants = choices.nullable && (choices.full || i === 0) ? ['n % 4 > 0'] : [];
    return column(choices.column(`f${place}${i}`), kind, making, {
      notNull: !nullable,
      refers: true,
      gaps: nullable,
      value: `case when ${[...there, ...wants].join(' and ')} then ${valueOf(kind, m, making.key)} end`,
    });
  });
}

/** Columns of the table that hold what the key's do: a row is one with the row of its number. */
function sameColumns(table: Table, parent: Table, key: Key): readonly Column[] | undefined {
  if (parent.choices.rows < table.choices.rows) return undefined;
  const found = key.columns.flatMap(({ kind, gaps }) => {
    const same = table.columns.find(
      (one) => one.kind === kind && !one.refers && !gaps && one.value !== undefined,
    );
    return same ? [same] : [];
  });
  return found.length === key.columns.length && new Set(found).size === found.length
    ? found
    : undefined;
}
