/** Small questions about syntax nodes that several rules ask. */

/** @typedef {import('./types.d.ts').AnyNode} AnyNode */

const WRAPPERS = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'ChainExpression',
  'ParenthesizedExpression',
]);

/**
 * The expression inside casts, `!` and optional chains: `(process as unknown)!` is `process`.
 * @param {AnyNode} node
 * @returns {AnyNode}
 */
export function unwrap(node) {
  return WRAPPERS.has(node.type) ? unwrap(node.expression) : node;
}

/**
 * The text of a string literal or of a template without holes; undefined for anything else.
 * @param {AnyNode} node may be absent
 * @returns {string | undefined}
 */
export function staticText(node) {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) {
    return node.quasis[0].value.cooked ?? undefined;
  }
  return undefined;
}

/**
 * The name of a key: `env` for `.env`, `['env']`, `{ env }`, `{ 'env': x }` and `import { 'env' as x }`.
 * @param {AnyNode} key the key's node
 * @param {boolean} [computed] whether it stands in brackets
 * @returns {string | undefined} undefined when only the running program knows it
 */
export function keyName(key, computed = false) {
  return key.type === 'Identifier' && !computed ? key.name : staticText(key);
}
