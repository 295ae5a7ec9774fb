import { staticText } from './syntax.js';

/** @typedef {import('./types.d.ts').AnyNode} AnyNode */

/**
 * Visits every place where a file names another module: imports and re-exports (type-only ones too),
 * `import()`, `import('x').T` in types, `import x = require()`, `require()`, `require.resolve()` and
 * `import.meta.resolve()`. A specifier computed at run time is not seen.
 * @param {(node: AnyNode, specifier: string) => void} visit
 * @returns {Record<string, (node: AnyNode) => void>} a visitor
 */
export function modules(visit) {
  /** @param {AnyNode} source may be absent */
  const visitSource = (source) => {
    const specifier = staticText(source);
    if (source && specifier !== undefined) visit(source, specifier);
  };
  return {
    ImportDeclaration: (node) => visitSource(node.source),
    ExportNamedDeclaration: (node) => visitSource(node.source),
    ExportAllDeclaration: (node) => visitSource(node.source),
    ImportExpression: (node) => visitSource(node.source),
    TSImportType: (node) => visitSource(node.source),
    TSExternalModuleReference: (node) => visitSource(node.expression),
    CallExpression: (node) => {
      if (isRequire(node.callee)) visitSource(node.arguments[0]);
    },
  };
}

/** @param {AnyNode} callee */
function isRequire(callee) {
  if (callee.type === 'Identifier') return callee.name === 'require';
  return (
    callee.type === 'MemberExpression' &&
    callee.property.name === 'resolve' &&
    (callee.object.name === 'require' || callee.object.type === 'MetaProperty')
  );
}

/**
 * Whether a specifier is a module or one of its subpaths: `pg/lib/client` is of `pg`, `pg-boss` is not.
 * @param {string} specifier
 * @param {string} name
 */
export function isOf(specifier, name) {
  return specifier === name || specifier.startsWith(`${name}/`);
}
