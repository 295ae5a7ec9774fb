import type { TablesRelationalConfig } from 'drizzle-orm';

/** The relations of a schema, as Drizzle extracts them. */
export interface RelationalSchema<TSchema extends TablesRelationalConfig> {
  readonly fullSchema: Record<string, unknown>;
  readonly schema: TSchema;
  readonly tableNamesMap: Record<string, string>;
}
