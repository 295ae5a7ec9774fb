import { child, list, text } from '../../parse/nodes.ts';
import { qualified, qualifiedRelation, quoteName } from '../../parse/names.ts';
import type { Node, Statement } from '../../parse/statements.ts';
import { alterInverses } from './alter-table.ts';
import type { Former } from './former.ts';
import { type Inverse, needsNothing, statement, unknown } from './inverse-kinds.ts';
import { renameInverse } from './rename.ts';

/** What takes back one statement, in the order in which it is to run. */
export function inversesOf(up: Statement, former: Former): readonly Inverse[] {
  const { kind, node } = up;
  if (kind === 'AlterTableStmt') return alterInverses(up, former);
  if (kind === 'DropStmt') return dropInverses(up, former);
  const simple = simpleInverses[kind];
  if (simple !== undefined) return [simple(node) ?? unknown(up.sql, why[kind] ?? notKnown)];
  if (leavesNothing.has(kind)) return [needsNothing];
  return [unknown(up.sql, why[kind] ?? notKnown)];
}

const notKnown = 'What takes it back cannot be derived.';
const changesRows = 'It changes rows, and what they were is not known.';

const why: Readonly<Record<string, string>> = {
  InsertStmt: changesRows,
  UpdateStmt: changesRows,
  DeleteStmt: changesRows,
  MergeStmt: changesRows,
  AlterEnumStmt:
    'PostgreSQL takes no value out of an enum. One that no row has does no harm: to leave it is right as a rule.',
  IndexStmt: 'It has no name: name it.',
};

/** Settings, maintenance, and comments: what was there before is as good. */
const leavesNothing = new Set(['VariableSetStmt', 'VacuumStmt', 'ReindexStmt', 'CommentStmt']);

const drop = (what: string, name: string) => statement(`DROP ${what} ${name}`);
const names = (node: Node, key: string) =>
  qualified(...list(node, key).map((part) => text(part, 'sval')));

/** By what is made: undefined when it cannot be told what was made. */
const simpleInverses: Readonly<Record<string, (node: Node) => Inverse | undefined>> = {
  CreateStmt: (node) => drop('TABLE', qualifiedRelation(child(node, 'relation'))),
  CreateSchemaStmt: (node) => drop('SCHEMA', quoteName(text(node, 'schemaname'))),
  CreateSeqStmt: (node) => drop('SEQUENCE', qualifiedRelation(child(node, 'sequence'))),
  CreateEnumStmt: (node) => drop('TYPE', names(node, 'typeName')),
  CompositeTypeStmt: (node) => drop('TYPE', qualifiedRelation(child(node, 'typevar'))),
  CreateDomainStmt: (node) => drop('DOMAIN', names(node, 'domainname')),
  IndexStmt: (node) => {
    const name = text(node, 'idxname');
    const schema = text(child(node, 'relation'), 'schemaname');
    return name === '' ? undefined : drop('INDEX', qualified(schema, name));
  },
  CreateTrigStmt: (node) =>
    node['replace'] === true
      ? undefined
      : drop(
          'TRIGGER',
          `${quoteName(text(node, 'trigname'))} ON ${qualifiedRelation(child(node, 'relation'))}`,
        ),
  ViewStmt: (node) =>
    node['replace'] === true ? undefined : drop('VIEW', qualifiedRelation(child(node, 'view'))),
  CreateTableAsStmt: (node) => {
    const what = text(node, 'objtype') === 'OBJECT_MATVIEW' ? 'MATERIALIZED VIEW' : 'TABLE';
    return drop(what, qualifiedRelation(child(child(node, 'into'), 'rel')));
  },
  RenameStmt: renameInverse,
  AlterObjectSchemaStmt: renameInverse,
  AlterEnumStmt: (node) => {
    const [from, to] = [text(node, 'oldVal'), text(node, 'newVal')].map(quoteText);
    if (text(node, 'oldVal') === '') return undefined;
    return statement(`ALTER TYPE ${names(node, 'typeName')} RENAME VALUE ${to} TO ${from}`);
  },
};

function quoteText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** An index comes back as it was. What held rows comes back without them: somebody has to want that. */
function dropInverses({ node, sql }: Statement, former: Former): readonly Inverse[] {
  const isIndex = text(node, 'removeType') === 'OBJECT_INDEX';
  const isTable = text(node, 'removeType') === 'OBJECT_TABLE';
  return list(node, 'objects').map((object) => {
    const parts = list(object, 'items').map((part) => text(part, 'sval'));
    const name = parts.filter((part) => part !== 'public').join('.');
    if (isIndex) {
      const made = former.statementFor(`index ${parts.at(-1) ?? ''}`);
      return made === undefined ? unknown(sql, notKnown) : statement(made);
    }
    if (!isTable) return unknown(sql, notKnown);
    return unknown(sql, 'Its rows are gone.', former.statementFor(`table ${name}`));
  });
}
