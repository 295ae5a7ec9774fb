/**
 * Guards: no cache that is not keyed by tenant: Next's `unstable_cache`, the 'use cache' directives and
 * React's `cache`.
 *
 * Why: their keys are the arguments, not the tenant context. `unstable_cache` inside `withTenant` served one
 * tenant's rows to another; React's `cache` did so within one request. The one file where the rule is off
 * (`.oxlintrc.json`) adds the context to the key.
 *
 * Cannot prove: that a home-made Map, a cached `fetch`, a CDN or `cache` passed on as a value is keyed by
 * tenant.
 */
import { members } from '../members.js';
import { named } from '../names.js';

const USE_CACHE = /^use cache(?:$|:)/;
const NEXT_CACHE = new Set(['unstable_cache']);
const REACT_CACHE = { sources: ['react'], member: 'cache' };

/** @type {import('../types.d.ts').Rule} */
export default {
  create(context) {
    /** @param {import('../types.d.ts').AnyNode} node @param {string} what */
    const refuse = (node, what) => {
      context.report({
        node,
        message: `${what} is not keyed by tenant: what one tenant reads is served to another. Use the tenant cache, whose key holds the context.`,
      });
    };
    return {
      ...named(NEXT_CACHE, (node, name) => refuse(node, name)),
      ...members(REACT_CACHE, (node) => refuse(node, "React's cache")),
      ExpressionStatement(node) {
        if (USE_CACHE.test(node.directive ?? '')) refuse(node, `'${node.directive}'`);
      },
    };
  },
};
