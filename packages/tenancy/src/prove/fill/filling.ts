import type { Table } from '../../catalog/catalog.ts';
import type { Queryable } from '../../catalog/queryable.ts';
import type { Side } from '../types.ts';
import type { Context } from './row/context.ts';
import type { MadeRows, Values } from './made-rows.ts';
import type { Owners } from './plan/owners.ts';
import type { Family, Target } from './plan/targets.ts';
import type { Tenants } from './plan/tenants.ts';
import type { Way } from './row/ways.ts';

/** What making rows stands on. */
export interface Filling {
  readonly admin: Queryable;
  /** Tells runs of the prover apart: "3f9c2a". */
  readonly run: string;
  readonly families: readonly Family[];
  /** Tables by oid, with those that only foreign keys lead to. */
  readonly tables: ReadonlyMap<number, Table>;
  readonly rows: MadeRows;
  /** Rows of tables that are none of these and that foreign keys lead to, by the table's oid. */
  readonly strangers: ReadonlyMap<number, readonly Values[]>;
  readonly tenants: Tenants;
  readonly owners: Owners;
  readonly context: Context | undefined;
  /** How often a row of a family was tried, by the oid of its root. */
  readonly tries: Map<number, number>;
  /** Columns on whose values the server has failed. */
  readonly fragile: Map<Target, Set<string>>;
  /** How the last row of a target came to be. */
  readonly ways: Map<Target, Way>;
  /** How many rows more than usual there are of a table, by the oid of its root. */
  readonly spares: ReadonlyMap<number, number>;
}

/** A row that is wanted. */
export interface Wish {
  readonly target: Target;
  readonly side: Side;
  /** Which owner's: 0 is the subject's own, 1 another one of the same tenant. */
  readonly nth: number;
}

export const sides: readonly Side[] = ['own', 'foreign'];
