/**
 * Guards: imports run one way, apps -> services -> database -> tenancy. A file imports only those
 * workspace packages that the configuration lists for its folder, and its own package by name.
 *
 * Why: the engine knows no table and no product; a product never reaches around the layer that isolates it.
 * A folder without an entry may import no workspace package at all.
 *
 * Cannot prove: specifiers computed at run time; aliases of a tsconfig's `paths` or a package.json's
 * `imports`; what a permitted package hands on of a forbidden one.
 *
 * Options: `{ may: string[] }`, names of workspace packages.
 */
import { dirname } from 'node:path';
import { isOf, modules } from '../modules.js';
import { packageOf } from '../workspace.js';

const SCOPE = '@startkit';

/** @type {import('../types.d.ts').Rule} */
export default {
  meta: { schema: false, defaultOptions: [{ may: [] }] },
  create(context) {
    const { may } = /** @type {{ may: string[] }} */ (/** @type {unknown} */ (context.options[0]));
    const own = packageOf(dirname(context.filename))?.name;
    const permitted = own === undefined ? may : [...may, own];

    return modules((node, specifier) => {
      if (!isOf(specifier, SCOPE) || permitted.some((name) => isOf(specifier, name))) return;
      context.report({
        node,
        message: `${own ?? 'This file'} may not import ${specifier}. Imports run one way: apps -> services -> database -> tenancy. Move the code to the layer that may use it; the layers stand in .oxlintrc.json.`,
      });
    });
  },
};
