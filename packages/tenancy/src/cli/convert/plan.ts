import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ConversionConfig } from '../../convert/config/config.ts';
import { loadConversion } from '../../convert/config/load.ts';
import { aboutFile, aboutOf } from '../../convert/files/about.ts';
import { writePlan } from '../../convert/files/folder.ts';
import { tenancyConfigFile } from '../../convert/files/tenancy-config.ts';
import { makePlan } from '../../convert/plan/make.ts';
import type { Plan } from '../../convert/plan/plan.ts';
import { propose } from '../../convert/propose/propose.ts';
import { renderProposal } from '../../convert/propose/render.ts';
import { planSummary } from '../../convert/report/plan.ts';
import { surveyForConversion } from '../../convert/survey/read.ts';
import type { Survey } from '../../convert/survey/survey.ts';
import { textOf, type CommandContext } from '../command.ts';
import { connect } from '../connect.ts';
import { paintFor, urlOf } from '../options.ts';
import { folderOf } from './options.ts';

const configName = 'tenancy.convert.ts';

/** `tenancy convert plan`: exit code 1 when something is in the way, or the first configuration is to be looked at. */
export async function planConversion({ flags, io }: CommandContext): Promise<number> {
  const url = urlOf(flags, io);
  const named = textOf(flags, 'config');
  const path = resolve(io.folder, named ?? configName);
  const config =
    existsSync(path) || named !== undefined
      ? await loadConversion(path, named ?? configName)
      : undefined;
  const connection = await connect(url, { name: 'tenancy convert plan', signal: io.signal });
  try {
    const survey = await surveyForConversion(connection.db);
    return config === undefined
      ? proposeConfig(survey, path, { flags, io, argument: undefined })
      : writeConversion(survey, config, { flags, io, argument: undefined });
  } finally {
    await connection.end();
  }
}

function proposeConfig(survey: Survey, path: string, { io }: CommandContext): number {
  const proposal = propose(survey);
  writeFileSync(path, renderProposal(proposal, survey.database), { flag: 'wx' });
  io.stdout.write(
    `There was no ${configName}: a first one, for ${proposal.tables.length} tables, is there now. Look at each line, then run this again.\n`,
  );
  return 1;
}

function writeConversion(
  survey: Survey,
  config: ConversionConfig,
  { flags, io }: CommandContext,
): number {
  const { path, shown } = folderOf(flags, io);
  const { conversion, plan } = makePlan(survey, config);
  const isStopped = plan.obstacles.some(({ level }) => level === 'error');
  if (!isStopped) {
    writePlan(path, plan, [aboutFile(conversion), tenancyConfigFile(aboutOf(conversion))]);
  }
  io.stdout.write(
    flags['json'] === true
      ? planJson(plan)
      : planSummary(
          plan,
          { folder: shown, width: io.stdout.isTTY === true ? 120 : 160 },
          paintFor(io.stdout),
        ),
  );
  return isStopped ? 1 : 0;
}

function planJson(plan: Plan): string {
  return `${JSON.stringify({ ok: !plan.obstacles.some(({ level }) => level === 'error'), ...plan }, undefined, 2)}\n`;
}

/** The configuration that `plan` writes beside the SQL files, for `check` and `prove`. */
export const tenancyConfigIn = (folder: string) => join(folder, 'tenancy.config.ts');
