import { child, list, text } from '../../parse/nodes.ts';
import { qualified, qualifiedRelation, quoteName } from '../../parse/names.ts';
import type { Node } from '../../parse/statements.ts';
import { type Inverse, statement } from './inverse-kinds.ts';

const words: Readonly<Record<string, string>> = {
  OBJECT_TABLE: 'TABLE',
  OBJECT_VIEW: 'VIEW',
  OBJECT_MATVIEW: 'MATERIALIZED VIEW',
  OBJECT_INDEX: 'INDEX',
  OBJECT_SEQUENCE: 'SEQUENCE',
  OBJECT_TYPE: 'TYPE',
};

/** What takes back ALTER ... RENAME and SET SCHEMA; undefined for what is seldom renamed. */
export function renameInverse(node: Node): Inverse | undefined {
  return 'newschema' in node ? schemaInverse(node) : nameInverse(node);
}

function nameInverse(node: Node): Inverse | undefined {
  const type = text(node, 'renameType');
  const [before, after] = [text(node, 'subname'), text(node, 'newname')];
  const relation = child(node, 'relation');
  if (type === 'OBJECT_COLUMN' || type === 'OBJECT_TABCONSTRAINT') {
    const part = type === 'OBJECT_COLUMN' ? 'COLUMN' : 'CONSTRAINT';
    const word = words[text(node, 'relationType')] ?? 'TABLE';
    return statement(
      `ALTER ${word} ${qualifiedRelation(relation)} RENAME ${part} ${quoteName(after)} TO ${quoteName(before)}`,
    );
  }
  if (type === 'OBJECT_SCHEMA') {
    return statement(`ALTER SCHEMA ${quoteName(after)} RENAME TO ${quoteName(before)}`);
  }
  const word = words[type];
  const found = nameOf(node);
  if (word === undefined || found === undefined) return undefined;
  const [schema, name] = found;
  return statement(`ALTER ${word} ${qualified(schema, after)} RENAME TO ${quoteName(name)}`);
}

function schemaInverse(node: Node): Inverse | undefined {
  const word = words[text(node, 'objectType')];
  const found = nameOf(node);
  if (word === undefined || found === undefined) return undefined;
  const [schema, name] = found;
  const now = qualified(text(node, 'newschema'), name);
  return statement(`ALTER ${word} ${now} SET SCHEMA ${quoteName(schema || 'public')}`);
}

/** Schema, when it is named, and name of what is renamed or moved. */
function nameOf(node: Node): readonly [string, string] | undefined {
  const relation = child(node, 'relation');
  if ('relname' in relation) return [text(relation, 'schemaname'), text(relation, 'relname')];
  const parts = list(child(child(node, 'object'), 'List'), 'items').map((part) =>
    text(part, 'sval'),
  );
  const name = parts.at(-1);
  return name === undefined ? undefined : [parts.at(-2) ?? '', name];
}
