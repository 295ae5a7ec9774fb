/**
 * Guards: the environment is read in one `env.ts` a package, in configuration files, tests and tooling.
 *
 * Why: there it is validated once, with an error that names the variable. A setting read elsewhere is
 * undefined without anyone noticing, and some of these decide whether tenants are isolated.
 *
 * Cannot prove: `process` passed on as a value; a library that reads the environment itself (pg reads PGHOST
 * and its kin).
 */
import { members } from '../members.js';

const ENVIRONMENT = { sources: ['node:process', 'process'], global: 'process', member: 'env' };

/** @type {import('../types.d.ts').Rule} */
export default {
  create(context) {
    return members(ENVIRONMENT, (node) => {
      context.report({
        node,
        message:
          "Read the environment in the package's env.ts, where it is validated, and import the value from there.",
      });
    });
  },
};
