import { nodePostgres } from '@startkit/tenancy/node-postgres';
import { postgresJs } from '@startkit/tenancy/postgres-js';
import type { Entry } from './contestant.ts';
import { onNodePostgres, onPostgresJs, withoutTenancy, withPattern } from './drizzle.ts';
import { nodePostgresPrepared, postgresJsPrepared } from './floors.ts';
import { kyselyPattern } from './kysely.ts';
import { ours } from './ours.ts';
import { prismaPattern } from './prisma.ts';

const driverOf = {
  'node-postgres': (url: string) => nodePostgres({ connectionString: url }),
  'postgres.js': (url: string) => postgresJs({ connectionString: url }),
};

const levels = [
  { level: 'unsigned', signed: false, hardening: 'full' },
  { level: 'standard', signed: true, hardening: 'standard' },
  { level: 'full', signed: true, hardening: 'full' },
] as const;

const ourEntries = (['node-postgres', 'postgres.js'] as const).flatMap((driver) =>
  levels.map(({ level, signed, hardening }): Entry => ({
    name: `StartKit ${level}, ${driver}`,
    kind: 'ours',
    login: 'tenant',
    signed,
    start: async (options) => ours(driverOf[driver](options.url), options, { signed, hardening }),
  })),
);

/** Everybody, in the order of the report. */
export const entries: readonly Entry[] = [
  { name: 'postgres.js, prepared', kind: 'floor', login: 'plain', start: postgresJsPrepared },
  { name: 'node-postgres, prepared', kind: 'floor', login: 'plain', start: nodePostgresPrepared },
  {
    name: 'Drizzle, postgres.js',
    kind: 'none',
    login: 'plain',
    start: async (options) => withoutTenancy(onPostgresJs(options)),
  },
  {
    name: 'Drizzle, node-postgres',
    kind: 'none',
    login: 'plain',
    start: async (options) => withoutTenancy(onNodePostgres(options)),
  },
  {
    name: 'pattern: Drizzle, postgres.js',
    kind: 'pattern',
    login: 'pattern',
    start: async (options) => withPattern(onPostgresJs(options)),
  },
  {
    name: 'pattern: Drizzle, node-postgres',
    kind: 'pattern',
    login: 'pattern',
    start: async (options) => withPattern(onNodePostgres(options)),
  },
  { name: 'pattern: Kysely', kind: 'pattern', login: 'pattern', start: kyselyPattern },
  { name: 'pattern: Prisma extension', kind: 'pattern', login: 'pattern', start: prismaPattern },
  ...ourEntries,
];
