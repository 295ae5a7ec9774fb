import { type SchemaObject, splitId, textOf } from '../../dump/object.ts';

/** A column as CREATE TABLE writes it; the default is not part of it. */
export function columnText({ id, facts }: SchemaObject, isNullable = false): string {
  const parts = [
    splitId(id)[1],
    textOf(facts['type']),
    facts['collation'] === undefined ? '' : `collate ${textOf(facts['collation'])}`,
    facts['generated'] === undefined
      ? ''
      : `generated always as (${textOf(facts['generated'])}) ${facts['virtual'] ? 'virtual' : 'stored'}`,
    facts['identity'] === undefined ? '' : identityText(facts),
    facts['not null'] && !isNullable ? 'not null' : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** "generated always as identity (START WITH 100)". */
export function identityText(facts: SchemaObject['facts']): string {
  const options =
    facts['identity options'] === undefined ? '' : ` (${textOf(facts['identity options'])})`;
  return `generated ${textOf(facts['identity']).toLowerCase()} as identity${options}`;
}
