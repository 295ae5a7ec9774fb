import { aligned } from '../report/text.ts';
import type { Command } from './command.ts';

/** What `tenancy --help` says. */
export function generalHelp(commands: readonly Command[]): string {
  const rows = commands.map(({ name, argument, summary }) => [
    `  tenancy ${[name, argument].filter((part) => part !== undefined).join(' ')}`,
    summary,
  ]);
  return [
    'Whether tenants are isolated in a PostgreSQL database.',
    '',
    ...aligned(rows),
    '',
    '`tenancy COMMAND --help` says what a command takes. Exit codes: 0 all is well; 1 findings, leaks or something unproved;',
    '2 called or configured wrongly; 3 no connection, or it failed; 130 interrupted.',
    '',
  ].join('\n');
}

/** What `tenancy COMMAND --help` says. */
export function commandHelp({ name, argument, summary, options }: Command): string {
  const rows = Object.entries(options).map(([option, { value, help }]) => [
    `  --${option}${value === undefined ? '' : ` ${value}`}`,
    help,
  ]);
  return [
    `tenancy ${name}${argument === undefined ? '' : ` ${argument}`}${rows.length === 0 ? '' : ' [options]'}`,
    '',
    summary,
    ...(rows.length === 0 ? [] : ['', ...aligned(rows)]),
    '',
  ].join('\n');
}
