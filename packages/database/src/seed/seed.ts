import { drizzle } from 'drizzle-orm/postgres-js';
import { OperationError } from '../environment/errors.ts';
import { withConnection } from './connection.ts';
import { seedDemonstration } from './demonstration.ts';
import { seedEssential } from './essential/seed-essential.ts';
import { addUp, type SeedReport, type TableCount } from './report.ts';
import { seedTenant } from './tenant/seed-tenant.ts';
import type { NewTenant } from './tenant/new-tenant.ts';
import { seedScale } from './scale/seed-scale.ts';

/** Generated organizations are numbered with six digits. */
const maximumScale = 999_999;

export interface SeedOptions {
  /** A login with the role startkit_superadmin: it sees and writes the rows of all organizations. */
  readonly superadminUrl: string;
  /** The login that migrates; used for `scale` alone. */
  readonly migrationUrl: string;
  /** Adds this many generated organizations to the demo data. */
  readonly scale?: number;
  /** Only what every installation needs: roles, permissions, flag definitions. */
  readonly essential?: boolean;
  /** Beside the essential data only this organization. */
  readonly tenant?: NewTenant;
  /** Receives lines of progress. Left out: nothing is shown. */
  readonly log?: (line: string) => void;
}

/**
 * Writes the seed data that is missing. A row that is there is never changed, so that seeding again
 * adds nothing. Essential and demo data are one transaction, generated organizations one a batch.
 *
 * @returns how many rows of each table were inserted and how many were already there.
 * @throws OperationError `USAGE` when the options contradict each other; `CONFIGURATION`,
 * `CONNECTION_REFUSED`, `CONNECTION_LOST`, `MIGRATIONS_MISSING`, `PRIVILEGE_MISSING`.
 */
export async function seed(options: SeedOptions): Promise<SeedReport> {
  const organizations = countOf(options);
  const counts = await seedFixed(options);
  if (organizations === 0) return { tables: addUp(counts) };
  const scaled = await seedScale(options.migrationUrl, organizations, options.log);
  return { tables: addUp([...counts, ...scaled.tables]), scale: scaled.report };
}

function seedFixed({
  superadminUrl,
  essential = false,
  tenant,
}: SeedOptions): Promise<readonly TableCount[]> {
  const now = new Date();
  return withConnection(superadminUrl, ({ sql, transaction }) => {
    const db = drizzle(sql);
    return transaction(async () => [
      ...(await seedEssential(db)),
      ...(tenant ? await seedTenant(db, tenant) : []),
      ...(essential || tenant ? [] : await seedDemonstration(db, now)),
    ]);
  });
}

function countOf({ scale = 0, essential = false, tenant }: SeedOptions): number {
  if (!Number.isSafeInteger(scale) || scale < 0 || scale > maximumScale) {
    throw usage(`The scale is a whole number from 0 to ${maximumScale}, not ${scale}.`);
  }
  if (essential && scale > 0) {
    throw usage('Essential data alone and generated organizations contradict each other.');
  }
  if (tenant && (essential || scale > 0)) {
    throw usage('One organization is seeded by itself: without --essential and --scale.');
  }
  return scale;
}

function usage(problem: string): OperationError {
  return new OperationError('USAGE', `${problem} Nothing was seeded.`);
}
