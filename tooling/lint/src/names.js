import { staticText } from './syntax.js';

/** @typedef {import('./types.d.ts').AnyNode} AnyNode */

/**
 * Visits every place where a file names one of `names`: an import under whatever alias, a re-export, a
 * member of a namespace, a destructured key, a plain use. Each place once.
 * @param {ReadonlySet<string>} names
 * @param {(node: AnyNode, name: string) => void} visit
 * @returns {Record<string, (node: AnyNode) => void>} a visitor
 */
export function named(names, visit) {
  // `import { x }` is two nodes at one place: the imported name and the local one.
  /** @type {Set<number>} */
  const seen = new Set();
  /** @param {AnyNode} node @param {string | undefined} name */
  const visitName = (node, name) => {
    if (name === undefined || !names.has(name) || seen.has(node.start)) return;
    seen.add(node.start);
    visit(node, name);
  };
  return {
    Identifier: (node) => visitName(node, node.name),
    Literal: (node) => visitName(node, isKey(node) ? staticText(node) : undefined),
    TemplateLiteral: (node) => visitName(node, isKey(node) ? staticText(node) : undefined),
  };
}

/**
 * Whether a string stands where a name could: `db['x']`, `{ 'x': y }`, `import { 'x' as y }`. Text is not a name.
 * @param {AnyNode} node
 */
function isKey(node) {
  const { parent } = node;
  if (parent.type === 'MemberExpression') return parent.property === node;
  if (parent.type === 'Property') return parent.key === node;
  return parent.type === 'ImportSpecifier' || parent.type === 'ExportSpecifier';
}
