import type { SchemaObject } from '../dump/object.ts';

/** What a project says about `db:drift`, in `drift.config.ts`. */
export interface DriftConfig {
  /** Objects that belong to nobody the schema knows, and may stay: "table public.report_*". */
  readonly ignore: readonly string[];
}

/**
 * Reads patterns of what `db:drift` leaves alone: the kind and the name, with `*` for anything
 * ("table public.report_*"). What is part of a table goes with it.
 */
export function ignoring(
  patterns: readonly string[],
): (object: SchemaObject, owner: SchemaObject | undefined) => boolean {
  const expressions = patterns.map((pattern) => {
    const parts = pattern
      .split('*')
      .map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
    return new RegExp(`^${parts.join('.*')}$`, 's');
  });
  return ({ key }, owner) =>
    expressions.some((one) => one.test(key) || (owner !== undefined && one.test(owner.key)));
}
