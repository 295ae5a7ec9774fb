import { z } from 'zod';

/*
 * The file of one tenant: JSON, a line each, compressed with gzip.
 *
 *   {"format":"startkit-tenant","version":1,...}                          the header
 *   {"reference":"public.users","id":{...},"key":[...],"row":{...}}       what the tenant's rows refer to
 *   {"table":"public.organizations","row":{"id":"...","name":"...",...}}  its rows: a table after those it refers to
 *   {"end":{"rows":{...},"sha256":"..."}}                                 how many there are, and a digest of all lines before
 *
 * Every value is the text that PostgreSQL writes for it, or null.
 */

const textRow = z.record(z.string(), z.string().nullable());
const column = z.object({ name: z.string(), type: z.string() });

export const headerSchema = z.object({
  format: z.literal('startkit-tenant'),
  version: z.literal(1),
  tenant: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
  exportedAt: z.iso.datetime(),
  database: z.string(),
  serverVersion: z.string(),
  /** Hashes of the migrations that the database had. */
  migrations: z.array(z.string()),
  /** In the order of the rows. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(column) })),
  references: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['people', 'lookup']),
      /** SQL of the natural key. */
      key: z.array(z.string()),
      /** Columns that rows refer to. */
      columns: z.array(z.string()),
      /** Columns of the lines' rows; none for lookups, which are never made. */
      row: z.array(column),
    }),
  ),
});

export const referenceSchema = z.object({
  reference: z.string(),
  /** The values that rows refer to it by. */
  id: textRow,
  /** Its natural key. */
  key: z.array(z.string().nullable()),
  row: textRow,
});

export const rowSchema = z.object({ table: z.string(), row: textRow });

export const endSchema = z.object({
  end: z.object({ rows: z.record(z.string(), z.number()), sha256: z.string() }),
});

export type Header = z.infer<typeof headerSchema>;
export type ReferenceLine = z.infer<typeof referenceSchema>;
export type RowLine = z.infer<typeof rowSchema>;
export type End = z.infer<typeof endSchema>['end'];
