import { ConfigurationError } from '../../config/error.ts';
import type { Command, CommandContext } from '../command.ts';
import { planConversion } from '../convert/plan.ts';
import { rollBackConversion } from '../convert/rollback.ts';
import { runConversion } from '../convert/run.ts';
import { verifyConversion } from '../convert/verify.ts';
import { connectionOptions } from '../options.ts';

/** Options that not all parts take, and those that do. */
const takenBy: Readonly<Record<string, readonly string[]>> = {
  config: ['plan'],
  'rows-per-second': ['run', 'rollback'],
  'max-lag': ['run', 'rollback'],
  'lock-timeout': ['run', 'rollback'],
  patience: ['run', 'rollback'],
  'assign-orphans': ['run'],
  'merge-organizations': ['rollback'],
  'skip-prove': ['verify'],
  progress: ['run', 'verify', 'rollback'],
};

const parts: ReadonlyMap<string, (context: CommandContext) => Promise<number>> = new Map([
  ['plan', planConversion],
  ['run', runConversion],
  ['verify', verifyConversion],
  ['rollback', rollBackConversion],
]);

export const convert: Command = {
  name: 'convert',
  argument: 'plan|run|verify|rollback',
  summary:
    'Makes a single-tenant database multi-tenant, online: plans it, does it, counts what became of it, takes it back.',
  options: {
    ...connectionOptions,
    config: {
      value: 'FILE',
      help: 'plan: what is to become of each table. Default: tenancy.convert.ts here; where there is none, plan proposes one.',
    },
    folder: { value: 'FOLDER', help: 'Where the plan is. Default: conversion.' },
    'rows-per-second': {
      value: 'N',
      help: 'run: write no faster than that, where rows are written.',
    },
    'max-lag': {
      value: 'SECONDS',
      help: 'run: wait for replicas that are further behind. Default: 10.',
    },
    'lock-timeout': {
      value: 'MS',
      help: 'run, rollback: how long others may wait behind a lock. Default: 100.',
    },
    patience: {
      value: 'SECONDS',
      help: 'run, rollback: how long a lock is tried for. Default: 600.',
    },
    'assign-orphans': {
      value: 'KEY',
      help: 'run: rows that belong to nobody become this organization’s.',
    },
    'merge-organizations': {
      help: 'rollback: although rows of several organizations can then no longer be told apart.',
    },
    'skip-prove': { help: 'verify: only count and check.' },
    json: { help: 'The report as JSON.' },
    progress: { help: 'Says how far it is, also where there is no terminal.' },
  },
  interrupted:
    'What was done is kept, and noted in the database: the same command goes on from there; `tenancy convert rollback` takes it back.',
  async run(context: CommandContext) {
    const part = parts.get(context.argument ?? '');
    if (part === undefined) {
      throw new ConfigurationError(
        'Expected `tenancy convert plan`, `run`, `verify` or `rollback`.',
      );
    }
    refuseOptions(context);
    return part(context);
  },
};

/** @throws ConfigurationError: what nobody reads is a mistake that would go unseen. */
function refuseOptions({ flags, argument = '' }: CommandContext): void {
  for (const [name, takers] of Object.entries(takenBy)) {
    if (flags[name] === undefined || takers.includes(argument)) continue;
    throw new ConfigurationError(
      `--${name} is an option of \`tenancy convert ${takers.join('`, `')}\`, and says nothing to ${argument}.`,
    );
  }
}
