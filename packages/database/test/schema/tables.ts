import { is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import * as schema from '../../src/schema/index.ts';

/** Every table the schema exports. */
export const tables: readonly PgTable[] = Object.values(schema).filter((value) =>
  is(value, PgTable),
);
