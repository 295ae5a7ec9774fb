import type { TenancyConfig } from '../../../src/check.ts';
import type { Outcome } from '../../../src/prove.ts';
import type { SafeDatabase } from '../../proof/safe-database.ts';

/** One way to break the safe database, and the attacks that must get through. */
export interface Break {
  readonly name: string;
  readonly sql: (roles: SafeDatabase['roles']) => string;
  /** "select sales.orders": attack and object. */
  readonly leaks: readonly string[];
  /** Whom it must get through to. Default: "member". */
  readonly subject?: string;
  readonly config?: (config: TenancyConfig) => TenancyConfig;
}

/** A change that is no hole, or hides whether there is one: what the attacks must say of it. */
export interface Change extends Omit<Break, 'leaks' | 'subject'> {
  /** "select sales.orders" to its outcome. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

/** One leak an attack. */
export const on = (object: string, attacks: readonly string[]): readonly string[] =>
  attacks.map((attack) => `${attack} ${object}`);

export function listed(
  config: TenancyConfig,
  table: string,
  said: NonNullable<TenancyConfig['tables']>[string],
): TenancyConfig {
  return { ...config, tables: { ...config.tables, [table]: said } };
}
