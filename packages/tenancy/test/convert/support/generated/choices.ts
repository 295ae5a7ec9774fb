import fc from 'fast-check';
import { naming } from './names.ts';

/*
 * What chance decides of a database. Numbers stand for "one of those that are there": what they mean is found out when the
 * database is put together (see design.ts), so that any choices make one, and fewer of them a smaller one.
 */

const some = fc.nat(1_000);

const foreignKey = fc.record({
  name: naming,
  column: naming,
  /** Which table, and which of its keys. */
  to: some,
  key: some,
  /** Whether it uses columns that are there, where that can be. */
  reuse: fc.boolean(),
  nullable: fc.boolean(),
  onDelete: fc.constantFrom(
    '',
    '',
    'cascade',
    'restrict',
    'set null',
    'set null of one',
    'set default',
  ),
  onUpdate: fc.constantFrom('', '', 'cascade', 'restrict'),
  full: fc.boolean(),
  deferrable: fc.constantFrom('', '', 'deferrable', 'deferrable initially deferred'),
  notValid: fc.boolean(),
  comment: fc.boolean(),
});

const unique = fc.record({
  name: naming,
  column: naming,
  /** A constraint, or an index only. */
  constraint: fc.boolean(),
  types: fc.array(fc.constantFrom('int', 'text', 'uuid'), { minLength: 1, maxLength: 2 }),
  nullsNotDistinct: fc.boolean(),
  include: fc.boolean(),
  deferrable: fc.constantFrom('', '', '', 'deferrable', 'deferrable initially deferred'),
  /** Of an index. */
  form: fc.constantFrom('plain', 'plain', 'partial', 'expression', 'descending'),
  fillfactor: fc.boolean(),
  comment: fc.boolean(),
  mark: fc.constantFrom('', '', '', 'cluster', 'replica identity'),
});

const table = fc.record({
  name: naming,
  column: naming,
  constraint: naming,
  schema: fc.nat(2),
  owner: fc.nat(2),
  primary: fc.constantFrom('serial', 'identity', 'by default', 'uuid', 'text', 'composite', 'none'),
  primaryDeferrable: fc.nat(9).map((n) => n === 0),
  primaryInclude: fc.nat(5).map((n) => n === 0),
  partitions: fc.constantFrom('', '', '', 'list', 'range', 'hash', 'two levels', 'attached'),
  uniques: fc.array(unique, { maxLength: 3 }),
  foreignKeys: fc.array(foreignKey, { maxLength: 3 }),
  generated: fc.boolean(),
  rows: fc.constantFrom(0, 1, 7, 30),
  comment: fc.boolean(),
  trigger: fc.constantFrom('', '', '', 'update', 'definer'),
  view: fc.constantFrom(
    '',
    '',
    '',
    'all',
    'grouped',
    'of a view',
    'materialized',
    'materialized and grouped',
  ),
  /** Whether everybody's, and how its rows find their organization. */
  scope: fc.constantFrom('tenant', 'tenant', 'tenant', 'tenant', 'global'),
  rule: fc.constantFrom('column', 'through', 'sql'),
});

export const choices = fc.record({
  tables: fc.array(table, { minLength: 1, maxLength: 5 }),
  key: naming,
  schemas: fc.tuple(naming, naming),
  /** One organization, or several, which are there already. */
  organizations: fc.constantFrom('one', 'one', 'several'),
  organizationKey: fc.constantFrom('int', 'uuid', 'text'),
  keepPrimaryKeys: fc.boolean(),
  /** When a run is stopped, and what comes then: in a thousandth of its steps. */
  stop: fc.record({
    at: fc.nat(1_000),
    next: fc.constantFrom('never', 'go on', 'take back', 'go on'),
  }),
  /** When taking back is stopped as well. */
  backStop: fc.option(fc.nat(1_000)),
});

export type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never;
export type TableChoices = Choices['tables'][number];
export type UniqueChoices = TableChoices['uniques'][number];
export type ForeignKeyChoices = TableChoices['foreignKeys'][number];
