import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { childEnvironment } from '../../env.ts';
import { OperationError } from '../../environment/errors.ts';
import { drizzleKitProgram } from '../generate/drizzle-kit.ts';

export interface DrizzlePullOptions {
  readonly url: string;
  /** An empty folder, from which `drizzle-orm` is found. */
  readonly folder: string;
  /** The schemas to read. */
  readonly schemas: readonly string[];
}

// Only the child gets the connection string, and not among its parameters: everybody on the machine can read those.
const variable = 'STARTKIT_PULL_URL';

/**
 * Runs `drizzle-kit pull` into a folder: `schema.ts` and `relations.ts`.
 *
 * @throws OperationError `GENERATE_FAILED`, with what drizzle-kit said.
 */
export async function drizzlePull({ url, folder, schemas }: DrizzlePullOptions): Promise<void> {
  const config = join(folder, 'drizzle.config.mjs');
  writeFileSync(
    config,
    `export default {
  dialect: 'postgresql',
  out: '.',
  schemaFilter: ${JSON.stringify(schemas)},
  dbCredentials: { url: process.env[${JSON.stringify(variable)}] },
};
`,
  );
  const output = await run(['pull', '--config', config], folder, url);
  const schema = join(folder, 'schema.ts');
  if (existsSync(schema)) {
    writeFileSync(schema, mended(readFileSync(schema, 'utf8')));
    return;
  }
  throw new OperationError(
    'GENERATE_FAILED',
    `drizzle-kit could not read the database. Nothing was written. It said:\n${output.trim().replaceAll(url, '(the connection string)')}`,
  );
}

/** drizzle-kit 0.31 writes an empty text as a default without its second quote. */
function mended(text: string): string {
  return text.replaceAll(/\.default\('\)(?!\))/g, `.default('')`);
}

function run(parameters: readonly string[], folder: string, url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [drizzleKitProgram(), ...parameters], {
      cwd: folder,
      env: childEnvironment({ [variable]: url }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}
