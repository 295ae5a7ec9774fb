import { recordOf, type SchemaObject, splitId, textOf } from '../../dump/object.ts';
import { isSame } from '../compare.ts';
import { type MendContext, type Mender, ranks, type Statement } from '../statement.ts';
import { columnText, identityText } from './column-text.ts';
import { columnTypeStatements } from './column-type.ts';
import { commentStatements } from './shared.ts';

export const column: Mender = {
  create: (object, context) => {
    const { key, facts } = object;
    const [table] = splitId(object.id);
    if (context.expected.has(`view ${table}`)) return ofView(object, undefined);
    const comment = commentStatements(object, undefined);
    if (context.isMade(`table ${table}`) && facts['generated'] === undefined) {
      return [...defaultStatements(object, undefined), ...comment];
    }
    return [...added(object, table, context), ...regrants(key, table, context), ...comment];
  },
  drop: (object, context) => {
    const [table, name] = splitId(object.id);
    if (!context.found.has(`table ${table}`)) return ofView(undefined, object);
    const loses = context.hasRows(table) && object.facts['generated'] === undefined;
    return [
      {
        object: object.key,
        rank: ranks.drop.column,
        sql: `alter table ${table} drop column ${name}`,
        needsAway: true,
        ...(loses && { caution: { reason: `${table} holds rows`, isLoss: true } }),
      },
    ];
  },
  alter: (expected, found, context) => {
    const [table] = splitId(expected.id);
    if (context.expected.has(`view ${table}`)) return ofView(expected, found);
    const isGenerated = expected.facts['generated'] !== undefined;
    if (isGenerated && !isSame(expected.facts['generated'], found.facts['generated']))
      return undefined;
    const isPlainAgain = !isGenerated && found.facts['generated'] !== undefined;
    const type = columnTypeStatements(expected, found, context);
    // A default of the other type waits for the type.
    const caution = type[0]?.caution;
    const defaults = defaultStatements(expected, found);
    return [
      ...(isPlainAgain ? [statement(expected, ranks.beforeType, 'drop expression')] : []),
      ...type,
      ...(caution === undefined ? defaults : defaults.map((one) => ({ ...one, caution }))),
      ...identityStatements(expected, found),
      ...notNullStatements(expected, found),
      ...commentStatements(expected, found),
    ];
  },
};

function statement({ key, id }: SchemaObject, rank: number, what: string): Statement {
  const [table, name] = splitId(id);
  return { object: key, rank, sql: `alter table ${table} alter column ${name} ${what}` };
}

function added(object: SchemaObject, table: string, context: MendContext): readonly Statement[] {
  const { key, facts } = object;
  const fillsItself = ['default', 'generated', 'identity'].some(
    (name) => facts[name] !== undefined,
  );
  const mustBeFilled = facts['not null'] === true && !fillsItself && context.hasRows(table);
  const withDefault = facts['default'] === undefined ? '' : ` default ${textOf(facts['default'])}`;
  const isLate = facts['generated'] !== undefined || callsMissing(withDefault, context);
  const sql = `alter table ${table} add column ${columnText(object, mustBeFilled)}${withDefault}`;
  return [
    { object: key, rank: isLate ? ranks.generated : ranks.column, sql },
    ...(mustBeFilled
      ? [
          {
            ...statement(object, ranks.notNull, 'set not null'),
            caution: { reason: `${table} holds rows: fill the column first`, isLoss: false },
          },
        ]
      : []),
  ];
}

function callsMissing(text: string, { expected, found }: MendContext): boolean {
  return [...expected.values()].some(
    ({ key, kind, id }) =>
      kind === 'function' && !found.has(key) && text.includes(id.slice(0, id.indexOf('(') + 1)),
  );
}

// With a column go the grants on it. Of one that was missing, the table's grants differ anyway.
function regrants(key: string, table: string, context: MendContext): readonly Statement[] {
  if (!context.found.has(key)) return [];
  const facts = context.expected.get(`table ${table}`)?.facts;
  const grants = recordOf<readonly string[]>(facts?.['grants']);
  return Object.entries(grants).flatMap(([role, rights]) =>
    rights
      .filter((right) => right.includes('('))
      .map((right) => ({
        object: key,
        rank: ranks.grant,
        sql: `grant ${right} on table ${table} to ${role}`,
      })),
  );
}

function defaultStatements(
  expected: SchemaObject,
  found: SchemaObject | undefined,
): readonly Statement[] {
  const wanted = expected.facts['default'];
  const had = found?.facts['default'];
  const typeChanges = found !== undefined && !isSame(expected.facts['type'], found.facts['type']);
  if (isSame(wanted, had) && (!typeChanges || wanted === undefined)) return [];
  const drops = had !== undefined && (wanted === undefined || typeChanges);
  return [
    ...(drops ? [statement(expected, ranks.beforeType, 'drop default')] : []),
    ...(wanted === undefined
      ? []
      : [statement(expected, ranks.default, `set default ${textOf(wanted)}`)]),
  ];
}

function identityStatements(expected: SchemaObject, found: SchemaObject): readonly Statement[] {
  const isSameIdentity = ['identity', 'identity options'].every((name) =>
    isSame(expected.facts[name], found.facts[name]),
  );
  if (isSameIdentity) return [];
  const [table, name] = splitId(expected.id);
  const plainName = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
  const sequence = `pg_get_serial_sequence('${table.replaceAll("'", "''")}', '${plainName.replaceAll("'", "''")}')`;
  return [
    ...(found.facts['identity'] === undefined
      ? []
      : [statement(expected, ranks.beforeType, 'drop identity')]),
    ...(expected.facts['identity'] === undefined
      ? []
      : [
          statement(expected, ranks.identity, `add ${identityText(expected.facts)}`),
          {
            object: expected.key,
            rank: ranks.identity,
            sql: `select setval(${sequence}, max(${name})) from ${table} having max(${name}) is not null`,
          },
        ]),
  ];
}

function notNullStatements(expected: SchemaObject, found: SchemaObject): readonly Statement[] {
  if (isSame(expected.facts['not null'], found.facts['not null'])) return [];
  return expected.facts['not null']
    ? [statement(expected, ranks.notNull, 'set not null')]
    : [statement(expected, ranks.beforeType, 'drop not null')];
}

/** A view's column has a default and a comment, and nothing else of its own. */
function ofView(
  expected: SchemaObject | undefined,
  found: SchemaObject | undefined,
): readonly Statement[] {
  const object = expected ?? found;
  if (object === undefined) return [];
  const [view, name] = splitId(object.id);
  const wanted = expected?.facts['default'];
  const what = wanted === undefined ? 'drop default' : `set default ${textOf(wanted)}`;
  return [
    ...(isSame(wanted, found?.facts['default'])
      ? []
      : [
          {
            object: object.key,
            rank: ranks.ofView,
            sql: `alter view ${view} alter column ${name} ${what}`,
          },
        ]),
    ...commentStatements(expected ?? { ...object, facts: {} }, found),
  ];
}
