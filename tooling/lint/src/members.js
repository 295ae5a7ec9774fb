import { keyName, unwrap } from './syntax.js';

/** @typedef {import('./types.d.ts').AnyNode} AnyNode */

const GLOBAL_OBJECTS = new Set(['globalThis', 'global']);

/**
 * Visits every place where a file takes `member` from a module or from the global of that name:
 * `import { member }`, `module.member`, `module['member']`, `const { member } = module`,
 * `globalThis.module.member` and `export { member } from`. A module passed on as a value is not followed.
 * @param {{ readonly sources: readonly string[], readonly global?: string, readonly member: string }} target
 * @param {(node: AnyNode) => void} visit
 * @returns {Record<string, (node: AnyNode) => void>} a visitor
 */
export function members({ sources, global, member }, visit) {
  /** @type {Set<string>} the names under which the file has the module as a whole */
  const holders = new Set(global === undefined ? [] : [global]);

  /** @param {AnyNode} node @returns {boolean} */
  const isHolder = (node) => {
    const value = unwrap(node);
    if (value.type === 'Identifier') return holders.has(value.name);
    return (
      global !== undefined &&
      value.type === 'MemberExpression' &&
      keyName(value.property, value.computed) === global &&
      GLOBAL_OBJECTS.has(unwrap(value.object).name)
    );
  };
  /** @param {AnyNode} pattern */
  const visitPattern = (pattern) => {
    for (const property of pattern.properties) {
      if (property.type === 'Property' && keyName(property.key, property.computed) === member) {
        visit(property);
      }
    }
  };

  return {
    // Imports are hoisted: all are read before the first use is judged.
    Program: (program) => {
      for (const node of program.body) {
        if (node.type !== 'ImportDeclaration' || !sources.includes(node.source.value)) continue;
        for (const specifier of node.specifiers) {
          if (specifier.type !== 'ImportSpecifier') holders.add(specifier.local.name);
          else if (keyName(specifier.imported) === 'default') holders.add(specifier.local.name);
          else if (keyName(specifier.imported) === member) visit(specifier);
        }
      }
    },
    ExportNamedDeclaration: (node) => {
      if (!node.source || !sources.includes(node.source.value)) return;
      for (const specifier of node.specifiers) {
        if (keyName(specifier.local) === member) visit(specifier);
      }
    },
    MemberExpression: (node) => {
      if (keyName(node.property, node.computed) === member && isHolder(node.object)) visit(node);
    },
    VariableDeclarator: (node) => {
      if (node.id.type === 'ObjectPattern' && node.init && isHolder(node.init))
        visitPattern(node.id);
    },
    AssignmentExpression: (node) => {
      if (node.left.type === 'ObjectPattern' && isHolder(node.right)) visitPattern(node.left);
    },
  };
}
