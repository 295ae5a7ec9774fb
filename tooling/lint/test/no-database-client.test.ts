import { type Case, ruleSuite } from './rule-suite.ts';

const drivers = [
  "import pg from 'pg';",
  "import { Pool } from 'pg';",
  "import type { Pool } from 'pg';",
  "export type Pool = import('pg').Pool;",
  "import Client from 'pg/lib/client.js';",
  "import Pool from 'pg-pool';",
  "import postgres from 'postgres';",
  "export { default } from 'postgres';",
  "export const pg = await import('pg');",
  "import { drizzle } from 'drizzle-orm/node-postgres';",
  "import { migrate } from 'drizzle-orm/node-postgres/migrator';",
  "import { drizzle } from 'drizzle-orm/postgres-js';",
  "import { drizzle } from 'drizzle-orm/pglite';",
  "import { drizzle } from 'drizzle-orm/neon-http';",
  "import { PGlite } from '@electric-sql/pglite';",
];
const socket = "import { PGLiteSocketServer } from '@electric-sql/pglite-socket';";
const queue = "import PgBoss from 'pg-boss';";

const at = (place: string, codes: readonly string[]): Case[] => codes.map((code) => [place, code]);

ruleSuite('startkit(no-database-client)', {
  refused: [
    ...at('packages/services/src/', [...drivers, queue]),
    ...at('apps/web/src/', [...drivers, queue]),
    ...at('apps/worker/src/', drivers),
    ['packages/database/src/', queue],
    ...['packages/tenancy/', 'packages/database/', 'apps/worker/', 'tooling/system-tests/'].flatMap(
      (place): Case[] => [
        [`${place}src/`, socket],
        [`${place}test/`, socket],
      ],
    ),
  ],
  passes: [
    ...at('packages/tenancy/src/', drivers),
    ...at('packages/database/src/', drivers),
    ...at('packages/services/test/', drivers),
    ...at('tooling/bench/src/', drivers),
    ['apps/worker/src/', queue],
    ['packages/services/src/', "import { and, eq } from 'drizzle-orm';"],
    ['packages/services/src/', "import { alias, pgTable } from 'drizzle-orm/pg-core';"],
    ['packages/services/src/', "import { parse } from 'pg-connection-string';"],
    ['packages/services/src/', "export const driver = 'pg';"],
  ],
});
