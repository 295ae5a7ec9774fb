import { child, list, relationName, text } from '../../parse/nodes.ts';
import { statementsOf, type Node, type Statement } from '../../parse/statements.ts';

/** The statements that would bring back what a migration dropped or changed. */
export interface Former {
  /** @param what "index projects_name_idx", "constraint projects.projects_name_check", "default projects.status", ... */
  statementFor(what: string): string | undefined;
}

/** drizzle-kit's snapshot of a schema: objects of objects, by name. */
export type Snapshot = Readonly<Record<string, unknown>>;

const kinds = ['tables', 'enums', 'schemas', 'sequences', 'views'] as const;
const parts = [
  'columns',
  'indexes',
  'foreignKeys',
  'compositePrimaryKeys',
  'uniqueConstraints',
  'checkConstraints',
] as const;

/**
 * Asks drizzle-kit for the way from a schema to one that has what was there before as well. As nothing is taken away
 * on that way, it never asks whether something was renamed.
 */
export async function formerOf(previous: Snapshot, current: Snapshot): Promise<Former> {
  const { generateMigration } = await import('drizzle-kit/api');
  const both = withFormer(previous, current);
  const way = await generateMigration(current, both);
  const found = new Map<string, string>();
  for (const statement of await statementsOf(way.join('\n'))) {
    for (const what of broughtBack(statement)) found.set(what, statement.sql);
  }
  return { statementFor: (what) => found.get(what) };
}

/** When there are no snapshots: nothing is known. */
export const nothingFormer: Former = { statementFor: () => undefined };

function withFormer(previous: Snapshot, current: Snapshot): Snapshot {
  const both = structuredClone(current) as Record<string, Record<string, Snapshot>>;
  for (const kind of kinds) both[kind] = { ...objects(previous, kind), ...both[kind] };
  for (const [name, table] of Object.entries(objects(previous, 'tables'))) {
    const now = both['tables']?.[name] as Record<string, Snapshot> | undefined;
    if (now === undefined) continue;
    for (const part of parts) now[part] = { ...now[part], ...objects(table, part) };
  }
  return both;
}

function objects(of: Snapshot, name: string): Readonly<Record<string, Snapshot>> {
  return (of[name] ?? {}) as Readonly<Record<string, Snapshot>>;
}

/** What a statement brings back, as `statementFor` is asked for it. */
function broughtBack({ kind, node }: Statement): readonly string[] {
  if (kind === 'CreateStmt') return [`table ${relationName(child(node, 'relation'))}`];
  if (kind === 'IndexStmt') return [`index ${text(node, 'idxname')}`];
  if (kind !== 'AlterTableStmt') return [];
  const table = relationName(child(node, 'relation'));
  return list(node, 'cmds').flatMap((command) => broughtBackBy(table, command));
}

function broughtBackBy(table: string, command: Node): readonly string[] {
  const definition = child(command, 'def');
  switch (text(command, 'subtype')) {
    case 'AT_AddColumn':
      return [`column ${table}.${text(child(definition, 'ColumnDef'), 'colname')}`];
    case 'AT_AddConstraint':
      return [`constraint ${table}.${text(child(definition, 'Constraint'), 'conname')}`];
    case 'AT_ColumnDefault':
      return [`default ${table}.${text(command, 'name')}`];
    case 'AT_AlterColumnType':
      return [`type ${table}.${text(command, 'name')}`];
    default:
      return [];
  }
}
