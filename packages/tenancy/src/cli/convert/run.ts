import { readPlan } from '../../convert/files/folder.ts';
import { assignOrphans } from '../../convert/run/assign-orphans.ts';
import { runPlan, type RunReport } from '../../convert/run/run.ts';
import { counted } from '../../report/text.ts';
import { textOf, type CommandContext } from '../command.ts';
import { connect } from '../connect.ts';
import { paintFor, urlOf } from '../options.ts';
import { contextSecret, folderOf, nextCommand, paceOf } from './options.ts';
import { stepProgress } from './progress.ts';
import { stepsOn } from './steps.ts';

/** `tenancy convert run`. */
export async function runConversion({ flags, io }: CommandContext): Promise<number> {
  const url = urlOf(flags, io);
  const pace = paceOf(flags);
  const { path, shown } = folderOf(flags, io);
  const plan = readPlan(path);
  const secret = contextSecret();
  const orphans = textOf(flags, 'assign-orphans');
  const isJson = flags['json'] === true;
  const connection = await connect(url, { name: 'tenancy convert', signal: io.signal });
  const progress = stepProgress(io, flags['progress'] === true);
  const showStep = stepsOn(io, plan, paintFor(io.stdout));
  let changed = false;
  try {
    const report = await runPlan({
      db: connection.db,
      plan,
      pace,
      secret,
      signal: io.signal,
      ...(orphans === undefined
        ? {}
        : { beforeOrphans: (context) => assignOrphans(context, plan.about, orphans) }),
      onProgress: progress.show,
      onStep: (step) => {
        progress.end();
        changed ||= step.step.part.runs.in !== 'check';
        if (!isJson) showStep(step);
      },
    });
    progress.end();
    io.stdout.write(
      isJson
        ? `${JSON.stringify({ ok: true, ...report }, undefined, 2)}\n`
        : `${connection.place} is multi-tenant: ${changed ? doneText(report) : 'nothing was left to do'}. Next:\n  ${nextCommand('verify', shown)}\n`,
    );
    return 0;
  } finally {
    progress.end();
    await connection.end();
  }
}

function doneText({ steps, skipped }: RunReport): string {
  return `${counted(steps, 'step')}${skipped === 0 ? '' : `, after ${skipped} of an earlier run`}`;
}
