import { text } from './nodes.ts';
import type { Node } from './statements.ts';

/** A name as SQL writes it, whatever is in it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The parts of a name, quoted: `"billing"."invoices"`. */
export function qualified(...parts: readonly string[]): string {
  return parts
    .filter((part) => part !== '')
    .map(quoteName)
    .join('.');
}

/** The name of a relation as the statement has it, with its schema when the statement names it. */
export function qualifiedRelation(node: Node): string {
  return qualified(text(node, 'schemaname'), text(node, 'relname'));
}
