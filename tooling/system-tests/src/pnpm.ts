import { repository } from './repository.ts';
import { run, type Result } from './run.ts';

/** Runs a script of the root package.json as the README does, with these variables. */
export function pnpm(
  script: string,
  parameters: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<Result> {
  return run('pnpm', ['--silent', script, ...parameters], {
    folder: repository,
    env: { NO_COLOR: '1', ...env },
  });
}
