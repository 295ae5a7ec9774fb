/**
 * Guards: `superadminDb`, the client that sees every tenant, is named only in the files that the allowlist in
 * `.oxlintrc.json` turns this rule off for.
 *
 * Why: one import of it in a request handler undoes the isolation of that handler. The list is short, and a
 * change to it is read.
 *
 * The name itself is refused, so an alias, a re-export, a namespace and a destructured import are all seen.
 *
 * Cannot prove: that a file on the list hands the client to no one else, under its own or another name;
 * keys computed at run time.
 */
import { named } from '../names.js';

const NAMES = new Set(['superadminDb']);

/** @type {import('../types.d.ts').Rule} */
export default {
  create(context) {
    return named(NAMES, (node, name) => {
      context.report({
        node,
        message: `${name} sees every tenant and is used only in the files listed in .oxlintrc.json. Use withTenant, or add this file to the list and say why in review.`,
      });
    });
  },
};
