import { writeBaseline } from '../../check/baseline-file.ts';
import { isFailing, reviewReport, type Baseline } from '../../check/baseline.ts';
import { fixScripts } from '../../check/fix.ts';
import { check as runCheck, type CheckReport } from '../../check/run.ts';
import type { CheckAbout } from '../../report/check/about.ts';
import { checkJson } from '../../report/check/json.ts';
import { checkJunit } from '../../report/check/junit.ts';
import { checkSarif } from '../../report/check/sarif.ts';
import { checkSummary, checkTable } from '../../report/check/table.ts';
import { counted, type Paint } from '../../report/text.ts';
import { accept, findBaseline } from '../check/baseline.ts';
import { checkPlan, type CheckFormat, type CheckPlan, type FixFiles } from '../check/plan.ts';
import type { Command, CommandContext, Io } from '../command.ts';
import { connect } from '../connect.ts';
import { repositoryPath, writeNew, writeWhole } from '../files.ts';
import {
  configOf,
  configOption,
  connectionOptions,
  paintFor,
  type LoadedConfig,
} from '../options.ts';
import { progressOn } from '../progress.ts';

export const check: Command = {
  name: 'check',
  summary:
    'Reads the catalogs and says what tenants’ isolation lacks. Changes nothing, reads no row.',
  options: {
    ...connectionOptions,
    config: configOption,
    rule: { value: 'NNNN,NNNN', help: 'Only these rules.' },
    'fail-on': {
      value: 'SEVERITY',
      help: 'Exit with 1 from this on: error, warning or note. Default: warning.',
    },
    format: { value: 'FORMAT', help: 'table, json, sarif or junit. Default: table.' },
    json: { help: 'The same as --format json.' },
    output: { value: 'FILE', help: 'Writes the report there, and one line here.' },
    baseline: {
      value: 'FILE',
      help: 'What is accepted. Default: as configured, or tenancy-baseline.json beside the configuration.',
    },
    accept: { value: 'REASON', help: 'Adds what is found to the baseline; with --until.' },
    until: {
      value: 'DATE',
      help: 'The last day, in UTC, that it is accepted. A year ahead at most.',
    },
    object: { value: 'NAME', help: 'With --accept: only what is found on this object.' },
    progress: { help: 'Says what it does, also where there is no terminal.' },
    fix: {
      value: 'FILE',
      help: 'Writes SQL that mends what is found, to be reviewed. Runs none of it.',
    },
  },
  interrupted: 'Nothing was changed, and no file was written.',
  async run({ flags, io }: CommandContext) {
    const plan = checkPlan(flags, io);
    const loaded = await configOf(flags, io);
    const mayBeMissing = plan.acceptance !== undefined;
    const kept = findBaseline(flags, io.folder, loaded, plan.today, mayBeMissing);

    const startedAt = io.now();
    const { report, place } = await checkDatabase(plan, loaded, io, flags['progress'] === true);
    let baseline: Baseline = kept.entries;
    if (plan.acceptance !== undefined) {
      const accepted = accept(report, baseline, plan.acceptance, plan.today);
      ({ baseline } = accepted);
      writeBaseline(kept.file.path, baseline);
      const what = counted(accepted.findings.length, 'finding');
      io.stderr.write(`Accepted ${what} until ${plan.acceptance.until}, in ${kept.file.shown}.\n`);
    }

    const review = reviewReport(report, baseline, plan.today);
    const configFile = repositoryPath(io.folder, loaded.path);
    const about = { database: place, startedAt, review, failOn: plan.failOn, configFile };
    if (plan.fix !== undefined) writeFixes(plan.fix, report, about, plan.today, io);
    printReport(plan, report, about, io);
    return isFailing(review, plan.failOn) ? 1 : 0;
  },
};

async function checkDatabase(
  { url, rules }: CheckPlan,
  { config }: LoadedConfig,
  io: Io,
  isAsked: boolean,
): Promise<{ readonly report: CheckReport; readonly place: string }> {
  const connection = await connect(url, { name: 'tenancy check', signal: io.signal });
  const progress = progressOn(io, isAsked);
  try {
    progress.show(`Reading the catalogs of ${connection.place}`);
    const report = await runCheck(connection.db, config, rules === undefined ? {} : { rules });
    return { report, place: connection.place };
  } finally {
    progress.end();
    await connection.end();
  }
}

function printReport(
  { format, output }: CheckPlan,
  report: CheckReport,
  about: CheckAbout,
  io: Io,
): void {
  if (output === undefined) {
    io.stdout.write(formatted(format, report, about, paintFor(io.stdout)));
    return;
  }
  writeWhole(output, formatted(format, report, about));
  io.stdout.write(`${checkSummary(report, about, paintFor(io.stdout))} Report: ${output.shown}\n`);
}

function formatted(
  format: CheckFormat,
  report: CheckReport,
  about: CheckAbout,
  paint?: Paint,
): string {
  switch (format) {
    case 'table':
      return checkTable(report, about, paint);
    case 'json':
      return checkJson(report, about);
    case 'sarif':
      return checkSarif(report, about);
    case 'junit':
      return checkJunit(report, about);
  }
}

function writeFixes(
  { transaction, noTransaction }: FixFiles,
  { server }: CheckReport,
  { database = '', review }: CheckAbout,
  day: string,
  { stderr }: Io,
): void {
  const findings = review?.counted ?? [];
  if (findings.length === 0) {
    stderr.write('There is nothing to mend: no file was written.\n');
    return;
  }
  const scripts = fixScripts(findings, { database, server, day });
  writeNew(transaction, scripts.transaction);
  if (scripts.noTransaction !== undefined) writeNew(noTransaction, scripts.noTransaction);
  const files = [transaction, ...(scripts.noTransaction === undefined ? [] : [noTransaction])];
  const people =
    scripts.withoutFix === 0
      ? ''
      : ` ${counted(scripts.withoutFix, 'finding')} only people can mend.`;
  stderr.write(
    `${counted(scripts.statements, 'statement')} to review in ${files.map(({ shown }) => shown).join(' and ')}.${people} Nothing was run.\n`,
  );
}
