/**
 * Guards: only the engine and the database package create database clients. Elsewhere drivers, Drizzle's
 * driver entries and the job queue's own client are refused, types included.
 *
 * Why: a client that the engine did not make runs without tenant context, hygiene, confirmation and guard.
 * Of `drizzle-orm` the entries that hold no driver are listed and all others refused, so that a driver added
 * by a later version is refused too. `@electric-sql/pglite-socket` is permitted nowhere: two clients over it
 * ran each other's statements.
 *
 * Cannot prove: that a client received as a value is the engine's; drivers of another name (a new dependency
 * passes the catalog in pnpm-workspace.yaml, and is read there); specifiers computed at run time.
 *
 * Options: `{ allow: string[] }`, modules permitted in a folder, with their subpaths.
 */
import { isOf, modules } from '../modules.js';

const CLIENTS = [
  'pg',
  'pg-pool',
  'postgres',
  '@electric-sql/pglite',
  '@electric-sql/pglite-socket',
  'pg-boss',
];
const DRIVERLESS = ['pg-core', 'sql', 'relations', 'errors'].map((entry) => `drizzle-orm/${entry}`);

/** @type {import('../types.d.ts').Rule} */
export default {
  meta: { schema: false, defaultOptions: [{ allow: [] }] },
  create(context) {
    const { allow } = /** @type {{ allow: string[] }} */ (
      /** @type {unknown} */ (context.options[0])
    );

    return modules((node, specifier) => {
      if (!isClient(specifier) || allow.some((name) => isOf(specifier, name))) return;
      context.report({
        node,
        message: `${specifier} makes database clients that no tenant context guards. Use the clients of @startkit/database.`,
      });
    });
  },
};

/** @param {string} specifier */
function isClient(specifier) {
  if (specifier.startsWith('drizzle-orm/')) return !DRIVERLESS.some((it) => isOf(specifier, it));
  return CLIENTS.some((name) => isOf(specifier, name));
}
