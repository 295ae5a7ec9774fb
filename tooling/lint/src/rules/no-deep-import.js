/**
 * Guards: a package is entered only through its `exports`. Refused are `@startkit/x/src/...`, relative or
 * absolute paths into another package, and paths into a node_modules folder.
 *
 * Why: what is not exported is free to change, and a path around `exports` is a path around every other
 * import rule.
 *
 * Cannot prove: specifiers computed at run time; aliases of a tsconfig's `paths` or a package.json's
 * `imports`; files read rather than imported.
 */
import { dirname, isAbsolute, resolve } from 'node:path';
import { modules } from '../modules.js';
import { packageOf } from '../workspace.js';

const INSIDE_PACKAGE = /^@startkit\/[^/]+\/(?:(?:src|test|dist)(?:\/|$)|.*\.[cm]?[jt]sx?$)/;
const INSIDE_DEPENDENCY = /(?:^|[\\/])node_modules[\\/]/;
const RELATIVE = /^\.{1,2}(?:\/|$)/;

/** @type {import('../types.d.ts').Rule} */
export default {
  create(context) {
    const folder = dirname(context.filename);

    return modules((node, specifier) => {
      if (INSIDE_PACKAGE.test(specifier) || INSIDE_DEPENDENCY.test(specifier)) {
        context.report({
          node,
          message: `${specifier} goes past the package's exports. Import an entry of its "exports", or add one.`,
        });
        return;
      }
      if (!leavesPackage(folder, specifier)) return;
      context.report({
        node,
        message: `${specifier} leaves the package. Depend on the other package and import it by name.`,
      });
    });
  },
};

/**
 * @param {string} folder the importing file's
 * @param {string} specifier
 */
function leavesPackage(folder, specifier) {
  if (specifier.startsWith('file:') || isAbsolute(specifier)) return true;
  if (!RELATIVE.test(specifier)) return false;
  return packageOf(dirname(resolve(folder, specifier)))?.root !== packageOf(folder)?.root;
}
