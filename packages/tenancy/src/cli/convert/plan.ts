import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigurationError } from '../../config/error.ts';
import type { ConversionConfig } from '../../convert/config/config.ts';
import { loadConversion } from '../../convert/config/load.ts';
import { aboutFile, aboutOf } from '../../convert/files/about.ts';
import { writePlan } from '../../convert/files/folder.ts';
import { tenancyConfigFile } from '../../convert/files/tenancy-config.ts';
import { makePlan } from '../../convert/plan/make.ts';
import type { Plan } from '../../convert/plan/plan.ts';
import { propose, type ProposedConversion } from '../../convert/propose/propose.ts';
import { renderProposal } from '../../convert/propose/render.ts';
import { planSummary } from '../../convert/report/plan.ts';
import { begunConversion, type Begun } from '../../convert/run/journal.ts';
import { surveyForConversion } from '../../convert/survey/read.ts';
import type { Survey } from '../../convert/survey/survey.ts';
import { counted } from '../../report/text.ts';
import { textOf, type CommandContext } from '../command.ts';
import { connect, type Connection } from '../connect.ts';
import { paintFor, urlOf } from '../options.ts';
import { folderOf } from './options.ts';

const configName = 'tenancy.convert.ts';

/** Characters of a line where nobody knows how wide it may be. */
const width = 120;

/** `tenancy convert plan`: exit code 1 when something is in the way, or the first configuration is to be looked at. */
export async function planConversion(context: CommandContext): Promise<number> {
  const { flags, io } = context;
  const url = urlOf(flags, io);
  const named = textOf(flags, 'config');
  const path = resolve(io.folder, named ?? configName);
  const config =
    existsSync(path) || named !== undefined
      ? await loadConversion(path, named ?? configName)
      : undefined;
  const connection = await connect(url, { name: 'tenancy convert plan', signal: io.signal });
  try {
    await refuseBegun(connection);
    const survey = await surveyForConversion(connection.db);
    return config === undefined
      ? proposeConfig(survey, path, context)
      : writeConversion(survey, config, context);
  } finally {
    await connection.end();
  }
}

/** What a conversion has made would be taken for what was there before. */
async function refuseBegun({ db, place }: Connection): Promise<void> {
  const begun = await begunConversion(db);
  if (begun === undefined) return;
  throw new ConfigurationError(`${place} ${stateOf(begun)}`);
}

function stateOf({ finished, takenBack }: Begun): string {
  const back = '`tenancy convert rollback`';
  if (takenBack) return `is being taken back: nothing was planned. ${back} goes on with that.`;
  return finished
    ? `is converted already: nothing was planned. \`tenancy convert verify\` says what became of it, ${back} takes it back.`
    : `is in the middle of a conversion: nothing was planned. \`tenancy convert run\` goes on with it, ${back} takes it back.`;
}

function proposeConfig(survey: Survey, path: string, { flags, io }: CommandContext): number {
  const proposal = propose(survey);
  writeFileSync(path, renderProposal(proposal, survey.database), { flag: 'wx' });
  io.stdout.write(flags['json'] === true ? proposalJson(proposal) : proposalText(proposal));
  return 1;
}

function proposalText({ tables }: ProposedConversion): string {
  const open = tables.filter(({ how }) => how === undefined).length;
  const asked =
    open === 0
      ? ''
      : ` Of ${counted(open, 'table')} nobody can tell from the catalogs whose the rows are: say it.`;
  return `There was no ${configName}. A first one, of ${counted(tables.length, 'table')}, is there now.${asked} Read each line, then\n  npx tenancy convert plan\n`;
}

function proposalJson({ tenantKey, tables, legacyRoles }: ProposedConversion): string {
  const document = {
    ok: false,
    proposed: configName,
    tenantKey,
    tables: tables.map(({ name, how, because }) => ({ table: name, how, because })),
    legacyRoles,
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
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
      ? planJson(plan, isStopped ? undefined : shown)
      : planSummary(plan, { folder: shown, width }, paintFor(io.stdout)),
  );
  return isStopped ? 1 : 0;
}

/** @param folder where it was written. */
function planJson(plan: Plan, folder: string | undefined): string {
  return `${JSON.stringify({ ok: folder !== undefined, folder, ...plan }, undefined, 2)}\n`;
}
