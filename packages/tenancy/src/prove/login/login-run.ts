import type { Catalog } from '../../catalog/catalog.ts';
import type { Queryable } from '../../catalog/queryable.ts';
import type { TenancyConfig } from '../../config/config.ts';
import type { Progress } from '../attack-all.ts';
import type { Attack, Filled, LoginReport } from '../types.ts';

/** Opens a connection, which `prove` ends. */
export type Connect = (connectionString: string) => Promise<Connection>;

export interface Connection extends Queryable {
  end(): Promise<unknown>;
}

export interface LoginRun {
  readonly admin: Queryable;
  readonly catalog: Catalog;
  readonly config: TenancyConfig;
  /** What was made, and rolled back: its values still tell a context from another. */
  readonly made: Filled;
  /** Names of the settings that a context may be in. */
  readonly settings: readonly string[];
  readonly connect: Connect;
  readonly attacks: readonly Attack[];
  readonly onProgress: ((progress: Progress) => void) | undefined;
  readonly signal: AbortSignal | undefined;
  /** Told of each login, once it has attacked. */
  readonly onLogin: (report: LoginReport) => void;
}
