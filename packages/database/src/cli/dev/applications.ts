import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OperationError } from '../../environment/errors.ts';
import { repositoryRoot } from '../../environment/repository.ts';

/** An application that `pnpm dev` starts. */
export interface Application {
  readonly name: string;
  /** The name of its package. */
  readonly package: string;
  readonly directory: string;
}

/**
 * The applications that are there: a product may have dropped the worker.
 *
 * @throws OperationError `CONFIGURATION` when there is none.
 */
export function findApplications(root = repositoryRoot() ?? process.cwd()): readonly Application[] {
  const found = ['web', 'worker']
    .map((name) => ({ name, package: `@startkit/${name}`, directory: join(root, 'apps', name) }))
    .filter(({ directory }) => existsSync(join(directory, 'package.json')));
  if (found.length > 0) return found;
  throw new OperationError(
    'CONFIGURATION',
    `There is neither apps/web nor apps/worker in ${root}.`,
  );
}
