/**
 * Guards: `withTenant` and `withUser` are called in data functions (.ts), never in files that hold JSX, nor
 * in a layout, page or template.
 *
 * Why: the tenant context lives while the callback runs. Child server components are rendered after it has
 * returned: `withTenant(ctx, () => <Orders />)` runs the queries of Orders outside it.
 *
 * Cannot prove: that a .ts file returns no elements; that a helper under another name, called from JSX, does
 * not open a context.
 */
import { named } from '../names.js';

const NAMES = new Set(['withTenant', 'withUser']);

/** @type {import('../types.d.ts').Rule} */
export default {
  create(context) {
    return named(NAMES, (node, name) => {
      context.report({
        node,
        message: `${name} ends before child components render, so they would run outside the tenant context. Call it in a data function (.ts) and render what that returns.`,
      });
    });
  },
};
