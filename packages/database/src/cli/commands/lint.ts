import { relative } from 'node:path';
import { isolationConfig } from '../../isolation/config.ts';
import { kitMigrations } from '../../migrations/index.ts';
import type { LintFinding } from '../../migrations/lint/finding.ts';
import { lintMigrations } from '../../migrations/lint/lint.ts';
import type { Command, CommandContext } from '../command.ts';

/** The first ones, which made the database: there was nothing that they could lock or break. */
const frozen = ['0000_foundation', '0001_enable_rls', '0002_job_queue'];

const command: Command = {
  summary: 'Say what is dangerous in the migrations: locks, lost columns, ways around the policies',
  usage: '[--all]',
  options: { all: { type: 'boolean' } },
  async run({ flags, output }) {
    const { folder } = kitMigrations();
    const { migrations, findings } = await lintMigrations({
      folder,
      tables: new Set(Object.keys(isolationConfig().tables ?? {})),
      frozen: new Set(flags['all'] === true ? [] : frozen),
    });
    return {
      ok: findings.length === 0,
      data: { migrations, findings },
      lines: [
        ...findings.flatMap((finding) => describe(finding, output)),
        findings.length === 0
          ? `Nothing: ${migrations.length} migration(s) looked at.`
          : `${findings.length} finding(s). Mend them, or allow one with a comment above its statement: -- startkit: allow RULE: reason`,
      ],
    };
  },
};

export default command;

function describe(
  { file, line, rule, message, help }: LintFinding,
  { style }: CommandContext['output'],
): readonly string[] {
  return [
    `${relative(process.cwd(), file)}:${line}  ${style('red', rule)}`,
    `  ${message}`,
    `  ${style('dim', help)}`,
  ];
}
