import type { IdType } from '../../context/id-types.ts';
import type { Roles } from '../../policies/roles.ts';

/*
 * What `tenancy convert` is told of a single-tenant database: nothing that its catalogs say already. A project writes it
 * once, in tenancy.convert.ts; `tenancy convert plan` proposes a first one.
 */

/** How a row finds its organization. Exactly one of the fields. */
export type TenantRule =
  /** All rows that are there belong to the default organization. */
  | { readonly from: 'default' }
  /** A column holds the organization's key. */
  | { readonly column: string }
  /** The columns of a foreign key: the row belongs to the organization of the row that it refers to. */
  | { readonly through: string | readonly string[] }
  /** SQL of the organization's key, on a row that is called `t`: `(select s.company_id from sites s where s.id = t.site_id)`. */
  | { readonly sql: string };

/** `tenant` is short for `{ from: 'default' }`; `global`: every organization reads the same rows; `private`: tenants do not reach it. */
export type TableConversion = 'tenant' | 'global' | 'private' | (TenantRule & TenantOptions);

export interface TenantOptions {
  /** Rows are only ever added: the new application gets no UPDATE and no DELETE. Default false. */
  readonly appendOnly?: boolean;
}

/** The table of organizations that is there already. */
export interface ExistingOrganizations {
  /** "companies", or "crm.companies". */
  readonly table: string;
  /** SQL name of its key column. Default: its primary key, when that is one column. */
  readonly key?: string;
}

export interface DefaultOrganization {
  /** Its key. Default: a new UUID. Where organizations are there already it is needed, and must be one of theirs. */
  readonly id?: string;
  /** Default: "Default Organization". */
  readonly name?: string;
}

/** The application as it is, which knows nothing of organizations. */
export interface LegacyApplication {
  /** Roles that its statements run as. */
  readonly roles: readonly string[];
  /** `default`: it goes on as the default organization, and sees no other. `everything`: it sees all of them. Default: `default`. */
  readonly sees?: 'default' | 'everything';
}

/** Something of the project's own that is made between the keys and row security. */
export interface CustomStep {
  /** "inventory-balances". */
  readonly name: string;
  /** Statements, run in one transaction. */
  readonly sql: string;
  /** What takes them back. */
  readonly undo: string;
  /** Tables that it makes, with the tenant key: each organization sees its own rows of them, too. */
  readonly tables?: readonly string[];
  /** Statements run once for each range of a table's rows, a transaction each: `:from` and `:to` stand for the bounds of its key. */
  readonly batches?: CustomBatches;
}

export interface CustomBatches {
  /** "items". */
  readonly table: string;
  /** SQL name of the column, unique and not null, whose ranges are gone through. */
  readonly key: string;
  /** Rows of one range. Default 500. */
  readonly size?: number;
  readonly sql: string;
}

export interface ConversionConfig {
  /** SQL name of the tenant key. Default: organization_id. Its type is that of the organizations' key. */
  readonly tenantKey?: string;
  /** Left out: a table `organizations` is made, with a key of type uuid. */
  readonly organizations?: ExistingOrganizations;
  readonly defaultOrganization?: DefaultOrganization;
  /** Every table by name, "orders" (of schema public) or "billing.invoices". One that is not listed stops the plan. */
  readonly tables: Readonly<Record<string, TableConversion>>;
  readonly legacy?: LegacyApplication;
  /** Names of the roles that come into being. Default: those of the policy compiler. */
  readonly roles?: Roles;
  /** What users' ids are, for the tenant client. Default: uuid. */
  readonly userIdType?: IdType;
  /** Whether contexts are signed; `run` then needs TENANT_CONTEXT_SECRET. Default true. */
  readonly signed?: boolean;
  /** Tables whose primary key stays as it is. Composite foreign keys get a unique index of their own beside it. */
  readonly keepPrimaryKeys?: readonly string[];
  readonly steps?: readonly CustomStep[];
  /** Obstacles that were looked at and are lived with, by the name that the plan prints. */
  readonly accept?: readonly string[];
}

/** Types a configuration: `export default defineConversion({...})`. */
export function defineConversion(config: ConversionConfig): ConversionConfig {
  return config;
}
