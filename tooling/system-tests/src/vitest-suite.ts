import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from './repository.ts';
import { run } from './run.ts';

export interface SuiteOptions {
  /** The package's folder, from the root of the repository. */
  readonly package: string;
  /** Which of its test files, as `vitest run` takes them. */
  readonly files: readonly string[];
  /** Its configuration. Default: vitest.config.ts, that of its unit tests. */
  readonly config?: string;
  /** Connection string of the superuser of the server they run on. */
  readonly server: string;
}

export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What vitest printed, for the message of a failure. */
  readonly output: string;
}

/** Runs a package's own tests on another server than they start themselves. */
export async function runSuite(options: SuiteOptions): Promise<SuiteResult> {
  const folder = join(repository, options.package);
  const vitest = join(folder, 'node_modules/vitest/vitest.mjs');
  const report = join('/var/tmp', `startkit-system-report-${process.pid}.json`);
  const { code, output } = await run(
    process.execPath,
    [
      vitest,
      'run',
      ...options.files,
      ...(options.config === undefined ? [] : ['--config', options.config]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
    ],
    { folder, env: { STARTKIT_TEST_SERVER: options.server, NO_COLOR: '1' } },
  );
  const counts = await readReport(report).catch(() => ({ passed: 0, failed: 1, skipped: 0 }));
  // A run can fail without a failed test: an error outside of one, or no test at all.
  const failed = code === 0 ? counts.failed : Math.max(counts.failed, 1);
  return { ...counts, failed, output };
}

async function readReport(path: string) {
  const report = JSON.parse(await readFile(path, 'utf8')) as {
    readonly numPassedTests: number;
    readonly numFailedTests: number;
    readonly numPendingTests: number;
  };
  await rm(path);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests,
  };
}
