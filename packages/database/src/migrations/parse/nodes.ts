import type { Node } from './statements.ts';

/** Reads parse trees: what is not there is empty, so that a rule is one expression. */

export function child(node: Node | undefined, name: string): Node {
  const value = node?.[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Node)
    : {};
}

/** The list `name`, each element without its type: `[{ DefElem: {...} }]` gives `[{...}]`. */
export function list(node: Node | undefined, name: string): readonly Node[] {
  const value = node?.[name];
  if (!Array.isArray(value)) return [];
  return value.map((element: Node) => (Object.values(element)[0] ?? {}) as Node);
}

export function text(node: Node | undefined, name: string): string {
  const value = node?.[name];
  return typeof value === 'string' ? value : '';
}

/** "projects" or "billing.invoices", as the configuration of tables names them. */
export function relationName(node: Node): string {
  const schema = text(node, 'schemaname');
  const name = text(node, 'relname');
  return schema === '' || schema === 'public' ? name : `${schema}.${name}`;
}

/** The option `name` of a statement's list of options. */
export function option(node: Node, name: string): Node | undefined {
  return list(node, 'options').find((element) => text(element, 'defname') === name);
}

/** The value of an option, as it was written: a string, a word, a number. */
export function optionValue(element: Node | undefined): string {
  const argument = child(element, 'arg');
  const word = list(child(argument, 'TypeName'), 'names').at(-1);
  const number = child(argument, 'Integer')['ival'];
  const digits = typeof number === 'number' ? number.toString() : '';
  return text(child(argument, 'String'), 'sval') || text(word, 'sval') || digits;
}
