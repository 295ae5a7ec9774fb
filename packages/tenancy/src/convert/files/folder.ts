import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../../config/error.ts';
import type { Plan } from '../plan/plan.ts';
import { readAbout, type About } from './about.ts';
import { parseSteps, type FileStep } from './parse.ts';
import { renderPlan, type PlanFile } from './render.ts';

/** A plan as it stands in its folder: what is run, whoever changed it. */
export interface WrittenPlan {
  readonly about: About;
  readonly phases: readonly WrittenPhase[];
  /** SHA-256 of all files that are run, forwards and back. */
  readonly hash: string;
}

export interface WrittenPhase {
  /** "02-columns". */
  readonly name: string;
  readonly title: string;
  readonly up: readonly FileStep[];
  /** Parts in the order in which they are run: what a step is taken back by stands together. */
  readonly down: readonly FileStep[];
}

const isPhase = /^\d{2}-[a-z-]+\.sql$/;

/**
 * Writes a plan into a folder that holds none yet.
 *
 * @param more files beside the phases.
 * @throws ConfigurationError when there is a plan in it, or a step could not be read again. Nothing is written then.
 */
export function writePlan(folder: string, plan: Plan, more: readonly PlanFile[]): void {
  if (existsSync(folder) && readdirSync(folder).some((name) => isPhase.test(name))) {
    throw new ConfigurationError(
      `There is a plan in ${folder} already. It was left as it is: remove it, or name another folder with --folder.`,
    );
  }
  const files = renderPlan(plan);
  refuseUnreadable(plan, files);
  mkdirSync(folder, { recursive: true });
  for (const { name, text } of [...files, ...more]) {
    writeFileSync(join(folder, name), text, { flag: 'wx' });
  }
}

/** SQL that is the project's own, or a name, may have a line that looks like the beginning of a step. */
function refuseUnreadable({ phases }: Plan, files: readonly PlanFile[]): void {
  const planned = phases.flatMap(({ steps }) => [
    ...steps.map(({ up }) => up),
    ...steps.toReversed().flatMap(({ down }) => down),
  ]);
  const read = files.flatMap(({ name, text }) => parseSteps(text, name));
  const wrong = planned.findIndex(({ sql }, i) => read[i]?.part.sql !== sql.trim());
  if (wrong === -1 && planned.length === read.length) return;
  throw new ConfigurationError(
    `A line of this SQL, or of a name in it, begins like a step of a plan ("-- step: "), and could not be read again:\n${planned[wrong]?.sql ?? ''}`,
  );
}

/** @throws ConfigurationError when there is no plan in the folder, or it is not as `plan` writes it. */
export function readPlan(folder: string): WrittenPlan {
  const names = existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => isPhase.test(name) && !name.endsWith('.down.sql'))
        .toSorted()
    : [];
  if (names.length === 0) {
    throw new ConfigurationError(
      `There is no plan in ${folder}: \`tenancy convert plan\` writes one.`,
    );
  }
  const hash = createHash('sha256');
  const read = (name: string) => {
    const path = join(folder, name);
    if (!existsSync(path)) throw new ConfigurationError(`${path} is missing.`);
    const text = readFileSync(path, 'utf8');
    hash.update(`${name}\n${text}\n`);
    return text;
  };
  const phases = names.map((file): WrittenPhase => {
    const text = read(file);
    const name = file.replace(/\.sql$/, '');
    return {
      name,
      title: (text.split('\n')[0] ?? '').replace(/^-- |\.$/g, ''),
      up: parseSteps(text, file),
      down: parseSteps(read(`${name}.down.sql`), `${name}.down.sql`),
    };
  });
  refuseTwice(phases);
  const about = readAbout(folder);
  hash.update(JSON.stringify(about));
  return { phases, about, hash: hash.digest('hex') };
}

function refuseTwice(phases: readonly WrittenPhase[]): void {
  const seen = new Set<string>();
  for (const { id } of phases.flatMap(({ up }) => up)) {
    if (seen.has(id)) throw new ConfigurationError(`The step ${id} is there twice.`);
    seen.add(id);
  }
}
