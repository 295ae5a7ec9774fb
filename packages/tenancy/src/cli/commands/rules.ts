import { rulePage } from '../../check/page.ts';
import { allRules } from '../../check/rules.ts';
import { ConfigurationError } from '../../config/error.ts';
import { aligned } from '../../report/text.ts';
import type { Command } from '../command.ts';

export const rules: Command = {
  name: 'rules',
  argument: '[NNNN]',
  summary: 'Lists the rules of check, or says all about one.',
  options: { json: { help: 'As JSON.' } },
  interrupted: 'Nothing was changed.',
  async run({ flags, argument, io }) {
    const all = allRules();
    if (argument === undefined) {
      io.stdout.write(flags['json'] === true ? ruleList() : `${ruleLines().join('\n')}\n`);
      return 0;
    }
    const rule = all.find(({ number, name }) => number === argument || name === argument);
    if (rule === undefined) {
      throw new ConfigurationError(`There is no rule ${argument}. \`tenancy rules\` lists them.`);
    }
    const { number, name, severity, why } = rule;
    const page = rulePage(rule);
    const document = { number, name, severity, why, page };
    io.stdout.write(flags['json'] === true ? `${JSON.stringify(document, undefined, 2)}\n` : page);
    return 0;
  },
};

function ruleLines(): readonly string[] {
  return aligned(
    allRules().map(({ number, name, severity, why }) => [number, severity, name, why]),
  );
}

function ruleList(): string {
  const list = allRules().map(({ number, name, severity, why }) => ({
    number,
    name,
    severity,
    why,
  }));
  return `${JSON.stringify({ rules: list }, undefined, 2)}\n`;
}
