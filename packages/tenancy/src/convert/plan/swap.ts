import { quoteLiteral } from '../../catalog/quote.ts';
import type { SurveyConstraint, SurveyTable } from '../survey/survey.ts';
import type { Conversion } from './conversion.ts';
import { aroundViews } from './grouping.ts';
import { sqlName } from './names.ts';
import type { UniqueChange } from './uniques.ts';

/**
 * Statements by which one of the two indexes of a change, `next` or `former`, takes the place of the key that is there: its
 * name, its constraint, its comments. They need the lock for a moment only.
 */
export function swapSql(
  conversion: Conversion,
  change: UniqueChange,
  by: 'next' | 'former',
): readonly string[] {
  const { table, index } = change;
  const { before, after } = aroundViews(conversion, index);
  const { constraint } = index;
  const taking = change[by];
  const place = constraint
    ? [
        `alter table ${table.ident} drop constraint ${sqlName(constraint.name)}, add constraint ${sqlName(constraint.name)} ${keyWord(index.primary)} using index ${taking.name}${deferral(constraint)}`,
      ]
    : [`drop index ${index.ident}`, `alter index ${taking.ident} rename to ${index.quoted}`];
  return [...before, ...place, ...marks(change), ...after];
}

export function keyWord(primary: boolean): string {
  return primary ? 'primary key' : 'unique';
}

export function deferral({ deferrable, deferred }: SurveyConstraint): string {
  return `${deferrable ? ' deferrable' : ''}${deferred ? ' initially deferred' : ''}`;
}

/** What is lost with the index that goes. */
export function marks({ table, index }: Pick<UniqueChange, 'table' | 'index'>): readonly string[] {
  const { constraint, comment, clustered, replicaIdentity } = index;
  return [
    ...(comment === undefined ? [] : [`comment on index ${index.ident} is ${inOneLine(comment)}`]),
    ...(constraint?.comment === undefined ? [] : [commentOn(table, constraint)]),
    ...(clustered ? [`alter table ${table.ident} cluster on ${index.quoted}`] : []),
    ...(replicaIdentity
      ? [`alter table ${table.ident} replica identity using index ${index.quoted}`]
      : []),
  ];
}

export function commentOn(
  table: SurveyTable,
  { name, comment }: { readonly name: string; readonly comment: string | undefined },
): string {
  return `comment on constraint ${sqlName(name)} on ${table.ident} is ${inOneLine(comment ?? '')}`;
}

/** A text as SQL writes it, in one line: a line of a file of a plan that begins as a step does is one. */
function inOneLine(text: string): string {
  const literal = quoteLiteral(text).trim();
  if (!text.includes('\n')) return literal;
  const escaped = literal.startsWith('E') ? literal : `E${literal}`;
  return escaped.replaceAll('\n', String.raw`\n`);
}
