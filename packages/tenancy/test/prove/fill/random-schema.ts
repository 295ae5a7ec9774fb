import fc from 'fast-check';

/*
 * Schemas that nobody would write: tables of random types with random demands on them. They are valid SQL; whether
 * they can be filled is another question.
 */

/** SQL that makes a schema's tables. */
export type RandomSchema = string;

interface Column {
  readonly type: string;
  readonly checks: readonly string[];
  readonly isNotNull: boolean;
  readonly default: string | undefined;
}

const small = fc.integer({ min: -5, max: 60 });
const word = fc.constantFrom('a', 'open', 'A-1', "it's", '', 'x y', '100%', 'back\\slash');
const comparison = fc.constantFrom('=', '<', '>', '<=', '>=', '<>');

/** Conditions on the column `c` of each type. */
const demands: Readonly<Record<string, fc.Arbitrary<string>>> = {
  integer: fc.oneof(
    fc.tuple(comparison, small).map(([operator, n]) => `c ${operator} ${n}`),
    fc.tuple(small, small).map(([a, b]) => `c between ${a} and ${b}`),
    fc.tuple(fc.integer({ min: 2, max: 9 }), small).map(([m, n]) => `c % ${m} = ${n}`),
    small.map((n) => `100 / (c - ${n}) > 1`),
  ),
  'numeric(6,2)': fc.tuple(comparison, small).map(([operator, n]) => `c * 2 ${operator} ${n}.5`),
  text: fc.oneof(
    fc.array(word, { minLength: 1 }).map((words) => `c in (${words.map(quoted).join(', ')})`),
    fc
      .constantFrom('^[a-z]+$', '^\\d{3}-[A-F]{2}$', '(foo|bar)+', '^$', '.{30,}', '[[:upper:]]$')
      .map((regex) => `c ~ ${quoted(regex)}`),
    fc.constantFrom('a%', '%_@_%', '__', '%\\%').map((pattern) => `c like ${quoted(pattern)}`),
    fc.tuple(comparison, small).map(([operator, n]) => `char_length(c) ${operator} ${n}`),
    fc.constantFrom(
      'c = lower(c)',
      'c = upper(c)',
      'c <> btrim(c)',
      'c::int > 5',
      `c::json ->> 'a' is not null`,
    ),
  ),
  'varchar(4)': word.map((text) => `c <> ${quoted(text)}`),
  date: fc.oneof(
    fc.tuple(comparison, small).map(([operator, n]) => `c ${operator} current_date + ${n}`),
    fc
      .tuple(comparison, fc.integer({ min: 1, max: 12 }))
      .map(([operator, n]) => `extract(month from c) ${operator} ${n}`),
  ),
  timestamptz: fc
    .tuple(comparison, fc.constantFrom('2020-02-29', '2030-01-01 12:00'))
    .map(([operator, at]) => `c ${operator} '${at}'`),
  interval: fc
    .tuple(comparison, small)
    .map(([operator, n]) => `c ${operator} interval '${n} minutes'`),
  boolean: fc.constantFrom('c', 'not c', 'c is not null'),
  jsonb: fc.oneof(
    fc
      .constantFrom('object', 'array', 'string', 'number', 'null')
      .map((kind) => `jsonb_typeof(c) = '${kind}'`),
    fc.tuple(word, word).map(([key, value]) => `c ->> ${quoted(key)} = ${quoted(value)}`),
    small.map((n) => `(c ->> 'n')::int > ${n}`),
  ),
  uuid: fc.constant(`c::text like '%a%'`),
  bytea: fc.integer({ min: 0, max: 40 }).map((n) => `octet_length(c) = ${n}`),
  'text[]': fc.oneof(
    fc.integer({ min: 0, max: 4 }).map((n) => `cardinality(c) = ${n}`),
    word.map((text) => `${quoted(text)} = any (c)`),
  ),
  int4range: fc.constantFrom('not isempty(c)', 'lower(c) > 5', 'upper(c) - lower(c) = 3', 'c @> 7'),
  inet: fc.constantFrom('family(c) = 6', 'masklen(c) < 30'),
  color: fc.constantFrom(`c <> 'red'`, `c > 'red'`),
  point: fc.constant('c[0] > 0'),
};

const defaults: Readonly<Record<string, string>> = {
  integer: '7',
  text: `'by default'`,
  date: 'current_date',
  uuid: 'gen_random_uuid()',
  jsonb: `'{}'`,
};

const column: fc.Arbitrary<Column> = fc.constantFrom(...Object.keys(demands)).chain((type) =>
  fc.record({
    type: fc.constant(type),
    checks: fc.array(demands[type] ?? fc.constant('true'), { maxLength: 2 }),
    isNotNull: fc.boolean(),
    default: fc.constantFrom(undefined, defaults[type]),
  }),
);

const unlikeKeys = new Set(['point']);

interface Table {
  readonly columns: readonly Column[];
  readonly unique: number;
  readonly references: readonly {
    readonly to: number;
    readonly isNotNull: boolean;
    readonly isDeferred: boolean;
  }[];
  readonly joined: string;
}

const table: fc.Arbitrary<Table> = fc.record({
  columns: fc.array(column, { minLength: 1, maxLength: 5 }),
  unique: fc.nat(8),
  references: fc.array(
    fc.record({ to: fc.nat(3), isNotNull: fc.boolean(), isDeferred: fc.boolean() }),
    { maxLength: 2 },
  ),
  joined: fc.constantFrom(
    '',
    '',
    'num_nonnulls(c0, c1) = 1',
    '(c0 is null) = (c1 is null)',
    'c0::text <> c1::text',
  ),
});

/** One to four tables of a tenant, which may reference each other and themselves. */
export const randomSchema: fc.Arbitrary<RandomSchema> = fc
  .array(table, { minLength: 1, maxLength: 4 })
  .map((tables) =>
    [
      `create type color as enum ('red', 'green', 'blue')`,
      ...tables.map((one, at) => tableSql(one, at)),
      ...tables.flatMap((one, at) => referencesSql(one, at, tables.length)),
    ].join(';\n'),
  );

function tableSql({ columns, unique, joined }: Table, at: number): string {
  const lines = columns.map((one, nth) => {
    const checks = one.checks.map((check) => ` check (${check.replaceAll(/\bc\b/g, `c${nth}`)})`);
    const value = one.default === undefined ? '' : ` default ${one.default}`;
    return `c${nth} ${one.type}${value}${one.isNotNull ? ' not null' : ''}${checks.join('')}`;
  });
  const key = columns[unique];
  return `create table t${at} (${[
    'organization_id uuid not null',
    'id int generated always as identity',
    ...lines,
    'primary key (organization_id, id)',
    ...(key && !unlikeKeys.has(key.type) ? [`unique (c${unique})`] : []),
    ...(joined !== '' && columns.length > 1 ? [`check (${joined})`] : []),
  ].join(', ')})`;
}

function referencesSql({ references }: Table, at: number, count: number): readonly string[] {
  return references.map(({ to, isNotNull, isDeferred }, nth) => {
    const name = `r${nth}`;
    return `alter table t${at} add ${name} int${isNotNull ? ' not null' : ''},
      add foreign key (organization_id, ${name}) references t${to % count}${isDeferred ? ' deferrable initially deferred' : ''}`;
  });
}

function quoted(text: string): string {
  return `'${text.replaceAll(`'`, `''`)}'`;
}
