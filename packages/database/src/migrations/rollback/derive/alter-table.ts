import { child, list, relationName, text } from '../../parse/nodes.ts';
import { qualifiedRelation, quoteName } from '../../parse/names.ts';
import type { Node, Statement } from '../../parse/statements.ts';
import type { Former } from './former.ts';
import { type Inverse, needsNothing, statement, unknown } from './inverse-kinds.ts';

/** What takes back ALTER TABLE: its commands one by one, the last one first. */
export function alterInverses({ node, sql }: Statement, former: Former): readonly Inverse[] {
  const relation = child(node, 'relation');
  const table: Table = {
    sql,
    former,
    id: relationName(relation),
    alter: `ALTER TABLE ${qualifiedRelation(relation)}`,
  };
  return list(node, 'cmds')
    .toReversed()
    .map((command) => {
      const invert = inverses[text(command, 'subtype')];
      return invert?.(command, table) ?? unknown(sql, 'What takes it back cannot be derived.');
    });
}

interface Table {
  /** The statement of the migration. */
  readonly sql: string;
  readonly former: Former;
  readonly id: string;
  /** `ALTER TABLE "projects"`. */
  readonly alter: string;
}

const columnOf = (command: Node) => `COLUMN ${quoteName(text(command, 'name'))}`;

const inverses: Readonly<Record<string, (command: Node, table: Table) => Inverse | undefined>> = {
  AT_AddColumn: (command, { alter }) => {
    const name = text(child(child(command, 'def'), 'ColumnDef'), 'colname');
    return statement(`${alter} DROP COLUMN ${quoteName(name)}`);
  },
  AT_AddConstraint: (command, { alter, sql }) => {
    const name = text(child(child(command, 'def'), 'Constraint'), 'conname');
    if (name === '') return unknown(sql, 'The constraint has no name: name it.');
    return statement(`${alter} DROP CONSTRAINT ${quoteName(name)}`);
  },
  AT_DropConstraint: (command, { id, former }) => {
    const made = former.statementFor(`constraint ${id}.${text(command, 'name')}`);
    return made === undefined ? undefined : statement(made);
  },
  AT_SetNotNull: (command, { alter }) =>
    statement(`${alter} ALTER ${columnOf(command)} DROP NOT NULL`),
  AT_DropNotNull: (command, { alter }) =>
    statement(`${alter} ALTER ${columnOf(command)} SET NOT NULL`),
  AT_AddIdentity: (command, { alter }) =>
    statement(`${alter} ALTER ${columnOf(command)} DROP IDENTITY`),
  AT_ColumnDefault: (command, { id, former }) => {
    const made = former.statementFor(`default ${id}.${text(command, 'name')}`);
    return made === undefined ? undefined : statement(made);
  },
  AT_DropColumn: (command, { id, sql, former }) =>
    unknown(
      sql,
      'Its values are gone.',
      former.statementFor(`column ${id}.${text(command, 'name')}`),
    ),
  AT_AlterColumnType: (command, { id, sql, former }) =>
    unknown(
      sql,
      'Values of the new type may not fit the old one.',
      former.statementFor(`type ${id}.${text(command, 'name')}`),
    ),
  AT_AttachPartition: (command, { alter }) => {
    const partition = child(child(child(command, 'def'), 'PartitionCmd'), 'name');
    return statement(`${alter} DETACH PARTITION ${qualifiedRelation(partition)}`);
  },
  AT_ValidateConstraint: () => needsNothing,
  // Which tables are isolated is the RLS script's to say: nothing here opens one.
  AT_EnableRowSecurity: () => needsNothing,
  AT_ForceRowSecurity: () => needsNothing,
  AT_DisableRowSecurity: () => needsNothing,
  AT_NoForceRowSecurity: () => needsNothing,
};
