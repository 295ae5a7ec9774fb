import type { Tenant } from '../find-tenant.ts';

/** Rows of one table, and what became of them, or would. */
export interface TableErasure {
  readonly table: string;
  readonly removed: number;
}

export interface Kept {
  readonly what: string;
  readonly rows: number;
  readonly why: string;
}

export interface ErasureReport {
  readonly tenant: Tenant;
  readonly database: string;
  readonly dryRun: boolean;
  /** Null for a dry run. */
  readonly erasedAt: string | null;
  readonly tables: readonly TableErasure[];
  readonly kept: readonly Kept[];
}
