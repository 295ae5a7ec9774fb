import {
  companyKey,
  literal,
  quote,
  type Column,
  type Design,
  type ForeignKey,
  type Key,
  type Table,
} from './design.ts';
import { partitionsSql } from './partitions.ts';

/*
 * A design as SQL that makes it, with its rows.
 */

export const owners = ['convert_owner', 'convert_other_owner'] as const;

/** What nobody should have written into a comment. */
const comment = literal(`it's "said" \\ $do$ $1\n-- step: none\n-- runs: never; %`);

const list = (columns: readonly Column[]) => columns.map(({ name }) => quote(name)).join(', ');

export function sqlOf(design: Design): string {
  const { schemas, tables } = design;
  return [
    ...schemas.slice(1).map((schema) => `create schema ${quote(schema)}`),
    ...companies(design),
    ...tables.flatMap((table) => tableSql(table, design)),
    ...tables.flatMap((table) => table.foreignKeys.flatMap((key) => breakSql(table, key))),
    ...tables.flatMap((table) => table.foreignKeys.flatMap((key) => foreignKeySql(table, key))),
    ...tables.flatMap(viewSql),
    ...tables.flatMap(triggerSql),
    ...schemas
      .slice(1)
      .flatMap((schema) => owners.map((role) => `grant all on schema ${quote(schema)} to ${role}`)),
    ...owners.map((role) => `grant all on schema public to ${role}`),
    ...tables.flatMap(ownerSql),
  ]
    .flatMap((statement) => [
      statement,
      ...(/^\s*(insert|update)/.test(statement) ? ['set constraints all immediate'] : []),
    ])
    .join(';\n');
}

const companyTypes = { int: 'int', uuid: 'uuid', text: 'text' };

export const companiesName = ({ choices }: Design) => choices.key('companies');
export const companiesKey = ({ choices }: Design) => choices.key('key');

function companies(design: Design): readonly string[] {
  const { choices } = design;
  if (choices.organizations === 'one') return [];
  const type = companyTypes[choices.organizationKey];
  const table = `public.${quote(companiesName(design))}`;
  return [
    `create table ${table} (number int, ${quote(companiesKey(design))} ${type} primary key)`,
    `insert into ${table} select n, ${companyKey(choices.organizationKey, 'n')} from generate_series(1, 3) n`,
  ];
}

function typeOf({ kind }: Column, { choices }: Design): string {
  if (kind === 'company') return companyTypes[choices.organizationKey];
  return kind === 'part' ? 'int' : kind;
}

function tableSql(table: Table, design: Design): readonly string[] {
  const { ident, choices, columns, part, keys, schema, number } = table;
  const lines = columns.map(
    (one) =>
      `${quote(one.name)} ${typeOf(one, design)}${one.notNull ? ' not null' : ''} ${one.more}`,
  );
  const how =
    choices.partitions === 'hash' ? 'hash' : choices.partitions === 'list' ? 'list' : 'range';
  const stored = columns.filter(({ value }) => value !== undefined);
  return [
    `create sequence ${quote(schema)}.${quote(`seq${number}`)}`,
    `create table ${ident} (${lines.join(', ')})${part ? ` partition by ${how} (${quote(part.name)})` : ''}`,
    ...partitionsSql(table, lines.toReversed()),
    ...keys.flatMap((key) => keySql(table, key)),
    `insert into ${ident} (${list(stored)}) overriding system value
     select ${stored.map(({ value }) => value).join(', ')} from generate_series(1, ${choices.rows}) n`,
    ...(choices.comment
      ? [
          `comment on table ${ident} is ${comment}`,
          ...columns
            .slice(0, 1)
            .map(({ name }) => `comment on column ${ident}.${quote(name)} is ${comment}`),
        ]
      : []),
  ];
}

function keySql(table: Table, key: Key): readonly string[] {
  const { ident, choices: own, part, numbered, schema } = table;
  const { name, columns, choices } = key;
  const index = `${quote(schema)}.${quote(name)}`;
  if (choices === undefined) {
    const include = own.primaryInclude ? ` include (${quote(numbered.name)})` : '';
    const deferrable = own.primaryDeferrable ? ' deferrable' : '';
    return [
      `alter table ${ident} add constraint ${quote(name)} primary key (${list(columns)})${include}${deferrable}`,
    ];
  }
  const nulls = choices.nullsNotDistinct ? ' nulls not distinct' : '';
  const include = choices.include ? ` include (${quote(numbered.name)})` : '';
  const fill = choices.fillfactor ? ' with (fillfactor = 70)' : '';
  const isPlain = choices.constraint
    ? choices.deferrable === ''
    : ['plain', 'descending'].includes(choices.form);
  const marks = [
    ...(choices.comment ? [`comment on index ${index} is ${comment}`] : []),
    ...(choices.comment && choices.constraint
      ? [`comment on constraint ${quote(name)} on ${ident} is ${comment}`]
      : []),
    ...(choices.mark === 'cluster' && !part && (choices.constraint || choices.form === 'descending')
      ? [`alter table ${ident} cluster on ${quote(name)}`]
      : []),
    ...(choices.mark === 'replica identity' && !part && isPlain
      ? [`alter table ${ident} replica identity using index ${quote(name)}`]
      : []),
  ];
  if (choices.constraint) {
    return [
      `alter table ${ident} add constraint ${quote(name)} unique${nulls} (${list(columns)})${include}${fill} ${choices.deferrable}`,
      ...marks,
    ];
  }
  const [first, ...rest] = columns;
  const firstName = quote(first?.name ?? '');
  const begin = {
    plain: firstName,
    partial: firstName,
    expression: first?.kind === 'int' ? `(${firstName} + 1)` : `lower(${firstName}::text)`,
    descending: `${firstName} desc nulls last`,
  }[choices.form];
  const where = choices.form === 'partial' ? ` where ${quote(numbered.name)} > 2` : '';
  return [
    `create unique index ${quote(name)} on ${ident} (${[begin, ...rest.map((one) => quote(one.name))].join(', ')})${include}${nulls}${fill}${where}`,
    ...marks,
  ];
}

/** A row that refers to nothing. */
function breakSql(
  { ident, part, numbered }: Table,
  { columns, choices, isOwn }: ForeignKey,
): readonly string[] {
  const first = columns[0];
  const breaks =
    choices.notValid && part === undefined && isOwn && first?.kind === 'int' && choices.nullable;
  return breaks
    ? [`update ${ident} set ${quote(first.name)} = 999 where ${quote(numbered.name)} = 3`]
    : [];
}

function foreignKeySql(
  table: Table,
  { name, columns, parent, key, choices, isOwn }: ForeignKey,
): readonly string[] {
  const { ident, part } = table;
  // Of a partition with other column numbers the server empties the wrong one (15): the conversion mends that by the way.
  const ofOne = choices.onDelete === 'set null of one' && table.choices.partitions !== 'attached';
  const onDelete = ofOne
    ? `set null (${quote(columns[0]?.name ?? '')})`
    : choices.onDelete.replace(' of one', '');
  const notValid = choices.notValid && part === undefined;
  const actions = [
    choices.full && (isOwn || columns.length === 1) ? 'match full' : '',
    onDelete === '' ? '' : `on delete ${onDelete}`,
    choices.onUpdate === '' ? '' : `on update ${choices.onUpdate}`,
    choices.deferrable,
  ];
  return [
    `alter table ${ident} add constraint ${quote(name)} foreign key (${list(columns)}) references ${parent.ident} (${list(key.columns)}) ${actions.join(' ')} ${notValid ? 'not valid' : ''}`,
    ...(choices.comment ? [`comment on constraint ${quote(name)} on ${ident} is ${comment}`] : []),
  ];
}

function viewSql({
  ident,
  choices,
  keys,
  numbered,
  schema,
  number,
  columns,
}: Table): readonly string[] {
  const name = (suffix: string) => `${quote(schema)}.${quote(choices.name(`v${number}${suffix}`))}`;
  const key = keys.find((one) => one.choices === undefined);
  const canGroup = key !== undefined && !choices.primaryDeferrable;
  const grouped = `select ${list(key?.columns ?? [])}, ${quote(numbered.name)} as shown, ${quote(columns.at(-1)?.name ?? '')} as more, count(*) from ${ident} group by ${list(key?.columns ?? [])}`;
  switch (choices.view) {
    case '':
      return [];
    case 'all':
      return [`create view ${name('')} with (security_barrier) as select * from ${ident}`];
    case 'of a view':
      return [
        `create view ${name('')} as select * from ${ident} where 'GROUP BY' <> '--'`,
        `create view ${name('o')} as select count(*) from ${name('')}`,
      ];
    case 'grouped':
      return canGroup ? [`create view ${name('')} as ${grouped}`] : [];
    case 'materialized':
      return [`create materialized view ${name('')} as select * from ${ident}`];
    case 'materialized and grouped':
      return canGroup ? [`create materialized view ${name('')} as ${grouped}`] : [];
  }
}

function triggerSql({ ident, choices, schema, number }: Table): readonly string[] {
  if (choices.trigger === '') return [];
  const routine = `${quote(schema)}.${quote(choices.name(`fn${number}`))}`;
  const trigger = quote(choices.name(`tr${number}`));
  const isDefiner = choices.trigger === 'definer';
  const body = isDefiner ? 'return new;' : `raise exception 'nothing was updated';`;
  return [
    `create function ${routine}() returns trigger language plpgsql ${isDefiner ? 'security definer' : ''} as $body$ begin ${body} end $body$`,
    `create trigger ${trigger} ${isDefiner ? 'after insert' : 'before update'} on ${ident} for each row execute function ${routine}()`,
  ];
}

function ownerSql({ ident, choices }: Table): readonly string[] {
  const owner = owners[choices.owner - 1];
  return owner === undefined ? [] : [`alter table ${ident} owner to ${owner}`];
}
