/**
 * One value a process, also where this package is loaded more than once: a bundler's copies, ESM beside CJS.
 *
 * @param name ends with the number of the value's layout, which goes up with every change to it: copies of two versions
 *   then have one each, and a statement for which the other one entered the context is refused, rather than run with
 *   half of one.
 */
export function processWide<T extends object>(name: string, make: () => T): T {
  const key = Symbol.for(`@startkit/tenancy/${name}`);
  const shared = globalThis as { [key]?: T };
  return (shared[key] ??= make());
}
