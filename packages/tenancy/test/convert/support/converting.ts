import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { ConversionConfig } from '../../../src/convert/config/config.ts';
import { aboutFile } from '../../../src/convert/files/about.ts';
import { readPlan, writePlan, type WrittenPlan } from '../../../src/convert/files/folder.ts';
import { makePlan } from '../../../src/convert/plan/make.ts';
import type { Plan } from '../../../src/convert/plan/plan.ts';
import { rollBack } from '../../../src/convert/run/rollback.ts';
import { runPlan, type RunOptions } from '../../../src/convert/run/run.ts';
import { surveyForConversion } from '../../../src/convert/survey/read.ts';

export const secret = `convert.${Buffer.alloc(32, 3).toString('base64url')}`;

/** The key of the default organization in these tests. */
export const defaultOrganization = '00000000-0000-7000-8000-000000000001';

export interface Converting {
  readonly plan: Plan;
  readonly written: WrittenPlan;
  readonly folder: string;
  run(options?: Partial<RunOptions>): ReturnType<typeof runPlan>;
  rollBack(options?: Partial<RunOptions>): ReturnType<typeof rollBack>;
  close(): void;
}

/** Plans a conversion, through files as the command does. Each run has a connection of its own. */
export async function converting(url: string, config: ConversionConfig): Promise<Converting> {
  const { conversion, plan } = await connected(url, async (db) =>
    makePlan(await surveyForConversion(db), config, () => defaultOrganization),
  );
  const folder = mkdtempSync(join(tmpdir(), 'convert-'));
  writePlan(folder, plan, [aboutFile(conversion)]);
  const written = readPlan(folder);
  const signal = new AbortController().signal;
  const with_ =
    <T>(work: (options: RunOptions) => Promise<T>) =>
    (options: Partial<RunOptions> = {}) =>
      connected(url, (db) => work({ db, plan: written, secret, signal, ...options }));
  return {
    plan,
    written,
    folder,
    run: with_(runPlan),
    rollBack: with_(rollBack),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function connected<T>(url: string, work: (db: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
