import { assignOrphans } from '../../convert/run/assign-orphans.ts';
import { runPlan } from '../../convert/run/run.ts';
import { readPlan } from '../../convert/files/folder.ts';
import { visible } from '../../report/text.ts';
import { textOf, type CommandContext } from '../command.ts';
import { connect } from '../connect.ts';
import { urlOf } from '../options.ts';
import { contextSecret } from '../env.ts';
import { folderOf, paceOf, showsProgress } from './options.ts';

/** `tenancy convert run`. */
export async function runConversion({ flags, io }: CommandContext): Promise<number> {
  const url = urlOf(flags, io);
  const { path } = folderOf(flags, io);
  const plan = readPlan(path);
  const pace = paceOf(flags);
  const orphans = textOf(flags, 'assign-orphans');
  const connection = await connect(url, { name: 'tenancy convert', signal: io.signal });
  const progress = showsProgress(io, flags['progress'] === true);
  try {
    const report = await runPlan({
      db: connection.db,
      plan,
      pace,
      secret: contextSecret(),
      signal: io.signal,
      ...(orphans === undefined
        ? {}
        : { beforeOrphans: (context) => assignOrphans(context, plan.about, orphans) }),
      onProgress: progress.show,
      onStep: ({ phase, step, milliseconds }) => {
        progress.end();
        if (flags['json'] !== true)
          io.stdout.write(`${phase}  ${visible(step.id)}  ${Math.round(milliseconds)} ms\n`);
      },
    });
    progress.end();
    io.stdout.write(
      flags['json'] === true
        ? `${JSON.stringify({ ok: true, ...report }, undefined, 2)}\n`
        : `${connection.place} is multi-tenant: ${report.steps} steps${report.skipped === 0 ? '' : `, after ${report.skipped} of an earlier run`}. Now \`npx tenancy convert verify\`.\n`,
    );
    return 0;
  } finally {
    progress.end();
    await connection.end();
  }
}
