import type { Conversion, Target } from '../conversion.ts';
import { inTransaction, type Phase, type Step } from '../plan.ts';
import { ruleSql } from '../rules.ts';
import { dollarQuoted, sqlName } from '../names.ts';

/*
 * The column. Where all rows belong to one organization it is complete at once: PostgreSQL keeps a constant default of a
 * new column in the catalogs, and no row is written (ALTER TABLE, Notes). Elsewhere it begins as NULL, and a trigger fills
 * it for rows that are written from then on, so that the backfill has an end.
 */

/** SQL of the organization that a context names; null where there is none. */
export const claimed = (type: string) =>
  `nullif(pg_catalog.split_part(pg_catalog.current_setting('app.context', true), ',', 4), '')::${type}`;

export function columnsPhase(conversion: Conversion): Phase {
  return {
    name: 'columns',
    title: 'The tenant key, for rows that are there and for new ones',
    steps: conversion.targets.flatMap((target) => columnSteps(conversion, target)),
  };
}

function columnSteps(conversion: Conversion, target: Target): readonly Step[] {
  if (target.rule.kind === 'own') return [setDefault(conversion, target)];
  if (target.rule.kind !== 'default')
    return [...addNullable(conversion, target), fillTrigger(conversion, target)];
  return target.hasKey ? [setDefault(conversion, target)] : [addComplete(conversion, target)];
}

/** What a row belongs to that says nothing: whoever the context names, else the default organization. */
function defaultOf({ key, defaultKey }: Conversion, { rule }: Target): string {
  return rule.kind === 'own' ? claimed(key.type) : `coalesce(${claimed(key.type)}, ${defaultKey})`;
}

function addComplete(conversion: Conversion, target: Target): Step {
  const { table, parts } = target;
  const { key, defaultKey } = conversion;
  return {
    id: `${table.ident}.column`,
    title: 'all rows belong to the default organization, as the catalogs say: no row is written',
    tables: [table.ident, ...parts.map((part) => part.ident)],
    lock: 'ACCESS EXCLUSIVE',
    rows: undefined,
    up: inTransaction(
      `alter table ${table.ident} add column ${key.ident} ${key.type} not null default ${defaultKey}`,
      `alter table ${table.ident} alter column ${key.ident} set default ${defaultOf(conversion, target)}`,
    ),
    down: [inTransaction(dropColumn(conversion, table.ident))],
  };
}

function addNullable(conversion: Conversion, { table, hasKey, parts }: Target): readonly Step[] {
  if (hasKey) return [];
  const { key } = conversion;
  return [
    {
      id: `${table.ident}.column`,
      title: 'the tenant key, empty',
      tables: [table.ident, ...parts.map((part) => part.ident)],
      lock: 'ACCESS EXCLUSIVE',
      rows: undefined,
      up: inTransaction(`alter table ${table.ident} add column ${key.ident} ${key.type}`),
      down: [inTransaction(dropColumn(conversion, table.ident))],
    },
  ];
}

function dropColumn({ key }: Conversion, table: string): string {
  return `alter table ${table} drop column if exists ${key.ident}`;
}

function setDefault(conversion: Conversion, target: Target): Step {
  const { table } = target;
  const { key } = conversion;
  const was = table.columns.find(({ name }) => name === key.name)?.default;
  const former = was == null ? 'drop default' : `set default ${was}`;
  return {
    id: `${table.ident}.default`,
    title: 'new rows that do not say whose they are belong to whoever the context names',
    tables: [table.ident],
    lock: 'ACCESS EXCLUSIVE',
    rows: undefined,
    up: inTransaction(
      `alter table ${table.ident} alter column ${key.ident} set default ${defaultOf(conversion, target)}`,
    ),
    down: [inTransaction(`alter table ${table.ident} alter column ${key.ident} ${former}`)],
  };
}

/** It stays: the old application goes on to write rows that do not say whose they are. */
function fillTrigger(conversion: Conversion, { table, rule, parts }: Target): Step {
  const { key, names } = conversion;
  const name = sqlName(names.fresh(table.name, 'fill_tenant'));
  const routine = `${table.quotedSchema}.${name}`;
  const rows = ruleSql(rule, table, key.ident) ?? 'null';
  const body = `
begin
  new.${key.ident} := coalesce(${claimed(key.type)}, (select ${rows} from (select new.*) t));
  return new;
end
`;
  // What a project wrote names tables as the backfill's session finds them; what is made here names their schemas.
  const path = rule.kind === 'sql' ? 'public, pg_temp' : 'pg_catalog, pg_temp';
  return {
    id: `${table.ident}.trigger`,
    title: 'rows that are written from now on belong to somebody',
    tables: [table.ident, ...parts.map((part) => part.ident)],
    lock: 'SHARE ROW EXCLUSIVE',
    rows: undefined,
    up: inTransaction(
      `create or replace function ${routine}() returns trigger language plpgsql set search_path = ${path} as ${dollarQuoted('function', body)}`,
      `create or replace trigger ${name} before insert or update on ${table.ident} for each row when (new.${key.ident} is null) execute function ${routine}()`,
    ),
    down: [
      inTransaction(
        `drop trigger if exists ${name} on ${table.ident}`,
        `drop function if exists ${routine}()`,
      ),
    ],
  };
}
