import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { childEnvironment } from '../../env.ts';
import { OperationError } from '../../environment/errors.ts';
import type { SchemaProject } from './project.ts';

export interface GenerateOptions {
  /** Passed on to drizzle-kit: `--name`, `--custom`. */
  readonly flags?: readonly string[];
  /** Whether drizzle-kit may ask in the terminal, about a rename. Default false. */
  readonly interactive?: boolean;
}

/**
 * Runs `drizzle-kit generate`. It exits with 0 whatever happens, so success is judged by what it did:
 * a new entry in the journal, or the words that there is nothing to do.
 *
 * @returns the tag of the migration it wrote, or undefined when the schema has no changes.
 * @throws OperationError `GENERATE_FAILED`, with what drizzle-kit said; nothing was written.
 */
export async function drizzleKitGenerate(
  project: SchemaProject,
  options: GenerateOptions = {},
): Promise<string | undefined> {
  const before = journalTags(project.folder).length;
  const parameters = ['generate', '--config', project.config, ...(options.flags ?? [])];
  const output = await runDrizzleKit(project, parameters, 'captured');
  const asks = output.includes('Interactive prompts require a TTY');
  if (asks && options.interactive === true) {
    await runDrizzleKit(project, parameters, 'terminal');
  }
  const tags = journalTags(project.folder);
  if (tags.length > before) return tags.at(-1);
  if (output.includes('No schema changes')) return undefined;
  throw asks ? needsAnswer() : generateFailed(output);
}

/** The tags in the journal of a folder, in the order in which they were generated. */
export function journalTags(folder: string): readonly string[] {
  const path = join(folder, 'meta', '_journal.json');
  if (!existsSync(path)) return [];
  const journal = JSON.parse(readFileSync(path, 'utf8')) as {
    readonly entries: readonly { readonly tag: string }[];
  };
  return journal.entries.map(({ tag }) => tag);
}

/** The path of drizzle-kit's program. */
export function drizzleKitProgram(): string {
  return join(dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs');
}

function runDrizzleKit(
  project: SchemaProject,
  parameters: readonly string[],
  where: 'captured' | 'terminal',
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [drizzleKitProgram(), ...parameters], {
      cwd: project.directory,
      env: childEnvironment(),
      stdio: where === 'terminal' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}

function needsAnswer(): OperationError {
  return new OperationError(
    'GENERATE_FAILED',
    'drizzle-kit needs an answer: is something that is gone from the schema renamed, or dropped and ' +
      'another made? Nothing was written. Run it in a terminal, or rename in two steps: make the new ' +
      'one first, and drop the old one with the next migration.',
  );
}

function generateFailed(output: string): OperationError {
  const text = output.trim().split('\n').slice(0, 20).join('\n');
  return new OperationError(
    'GENERATE_FAILED',
    `drizzle-kit wrote no migration, and did not say that there is nothing to do. It said:\n${text}`,
  );
}
