import type { Session } from '../../environment/session.ts';
import { child, list, relationName, text } from '../parse/nodes.ts';
import { qualified, qualifiedRelation, quoteName } from '../parse/names.ts';
import type { Node, Statement } from '../parse/statements.ts';

/** Something with rows or values that a statement takes away. */
export interface Holding {
  /** The table, as SQL writes it; undefined when a statement does not say what it takes. */
  readonly table: string | undefined;
  /** The column, as SQL writes it; undefined for whole rows. */
  readonly column: string | undefined;
  /** "rows of projects" */
  readonly what: string;
}

/** What a statement of a down file takes away, if it is there. What a function or a DO block does is not looked into. */
export async function holdingsOf(
  session: Session,
  statement: Statement,
): Promise<readonly Holding[]> {
  const { kind, node, sql } = statement;
  if (kind === 'AlterTableStmt') return columns(node);
  if (kind === 'TruncateStmt') {
    const tables = list(node, 'relations').map((relation) => rowsOf(qualifiedRelation(relation)));
    return node['behavior'] === 'DROP_CASCADE' ? [...tables, unsaid(sql)] : tables;
  }
  if (kind === 'DeleteStmt') return [unsaid(sql)];
  return kind === 'DropStmt' ? dropped(session, node, sql) : [];
}

const rowsOf = (table: string): Holding => ({ table, column: undefined, what: `rows of ${table}` });
const unsaid = (sql: string): Holding => ({ table: undefined, column: undefined, what: sql });

function columns(node: Node): readonly Holding[] {
  const relation = child(node, 'relation');
  const table = qualifiedRelation(relation);
  return list(node, 'cmds').flatMap((command): Holding[] => {
    const column = text(command, 'name');
    const name = `${relationName(relation)}.${column}`;
    const type = text(command, 'subtype');
    if (type === 'AT_DropColumn') return [{ table, column, what: `values of ${name}` }];
    if (type !== 'AT_AlterColumnType') return [];
    return [{ table, column, what: `values of ${name}, which get another type` }];
  });
}

async function dropped(session: Session, node: Node, sql: string): Promise<readonly Holding[]> {
  const cascades = node['behavior'] === 'DROP_CASCADE';
  const type = text(node, 'removeType');
  if (type === 'OBJECT_TABLE') {
    return list(node, 'objects').map((object) =>
      rowsOf(qualified(...list(object, 'items').map((part) => text(part, 'sval')))),
    );
  }
  // Without CASCADE they are dropped when nothing is in them, or uses them.
  if (!cascades || harmless.has(type)) return [];
  if (type !== 'OBJECT_SCHEMA') return [unsaid(sql)];
  const names = list(node, 'objects').map((object) => text(object, 'sval'));
  const tables = await session.rows<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname = any (pg_catalog.string_to_array($1, E'\\n'))`,
    [names.join('\n')],
  );
  return tables.map(({ name }) => rowsOf(name));
}

const harmless = new Set(['OBJECT_INDEX', 'OBJECT_VIEW', 'OBJECT_MATVIEW', 'OBJECT_TRIGGER']);

/** How much of it there is; undefined when it cannot be counted. Waits for no writer. */
export async function count(session: Session, holding: Holding): Promise<number | undefined> {
  const state = await look(session, holding);
  if (state === 'gone') return 0;
  if (state === 'hidden') return undefined;
  const [row] = await session.rows<{ count: string }>(
    `select pg_catalog.count(*)::text as count from ${holding.table} where ${condition(holding)}`,
  );
  return Number(row?.count);
}

/** Whether there is none of it, and none to come: writers wait from here on, readers do not. */
export async function isEmptyForGood(session: Session, holding: Holding): Promise<boolean> {
  const state = await look(session, holding);
  if (state !== 'visible') return state === 'gone';
  await session.run(`lock table ${holding.table} in share row exclusive mode`);
  const [row] = await session.rows<{ empty: boolean }>(
    `select not exists (select from ${holding.table} where ${condition(holding)}) as empty`,
  );
  return row?.empty === true;
}

const condition = ({ column }: Holding) =>
  column === undefined ? 'true' : `${quoteName(column)} is not null`;

/** Whether it is there, and all of it is shown to this login: what policies hide would be counted as nothing. */
async function look(
  session: Session,
  { table, column }: Holding,
): Promise<'visible' | 'hidden' | 'gone'> {
  if (table === undefined) return 'hidden';
  const [row] = await session.rows<{ visible: boolean }>(
    `with mine as (
       select p.* from pg_catalog.pg_policy p
        where p.polrelid = pg_catalog.to_regclass($1) and p.polcmd in ('*', 'r')
          and exists (select from pg_catalog.unnest(p.polroles) r
                       where r = 0 or pg_catalog.pg_has_role(current_user, r, 'USAGE')))
     select not pg_catalog.row_security_active(c.oid)
         or exists (select from mine where polpermissive and pg_catalog.pg_get_expr(polqual, polrelid) = 'true')
            and not exists (select from mine where not polpermissive) as visible
       from pg_catalog.pg_class c
      where c.oid = pg_catalog.to_regclass($1)
        and ($2::text is null or exists (select from pg_catalog.pg_attribute a
              where a.attrelid = c.oid and a.attname = $2 and not a.attisdropped))`,
    [table, column ?? null],
  );
  if (row === undefined) return 'gone';
  return row.visible ? 'visible' : 'hidden';
}
