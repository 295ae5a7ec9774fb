import { check, type Finding } from '../../check.ts';
import { readPlan } from '../../convert/files/folder.ts';
import { tenancyConfigOf } from '../../convert/files/tenancy-config.ts';
import { countsTable } from '../../convert/report/counts.ts';
import { countTables, isConverted } from '../../convert/verify/verify.ts';
import { prove } from '../../prove/run.ts';
import { isProved } from '../../report/proof/outcomes.ts';
import { proofSummary } from '../../report/proof/table.ts';
import { visible } from '../../report/text.ts';
import type { CommandContext } from '../command.ts';
import { connect } from '../connect.ts';
import { paintFor, urlOf } from '../options.ts';
import { progressOn } from '../progress.ts';
import { contextSecret } from '../env.ts';
import { folderOf } from './options.ts';
import { ConfigurationError } from '../../config/error.ts';

/** `tenancy convert verify`: counts, then `check`, then `prove`. */
export async function verifyConversion({ flags, io }: CommandContext): Promise<number> {
  const url = urlOf(flags, io);
  const { about } = readPlan(folderOf(flags, io).path);
  const secret = contextSecret() ?? null;
  if (about.signed && secret === null) {
    throw new ConfigurationError(
      'TENANT_CONTEXT_SECRET is not set: contexts of this database are signed with it.',
    );
  }
  const config = tenancyConfigOf(about, secret);
  const connection = await connect(url, { name: 'tenancy convert verify', signal: io.signal });
  const progress = progressOn(io, flags['progress'] === true);
  const paint = paintFor(io.stdout);
  try {
    const counts = await countTables(connection.db, about);
    const { findings } = await check(connection.db, config);
    const grave = findings.filter(({ severity }) => severity === 'error');
    const proof =
      flags['skip-prove'] === true
        ? undefined
        : await prove({
            admin: connection.db,
            config,
            signal: io.signal,
            onProgress: ({ done, total, attack }) =>
              progress.show(`${Math.floor((100 * done) / Math.max(1, total))} %  ${attack}`),
          });
    progress.end();
    const isFine =
      counts.every(isConverted) && grave.length === 0 && (proof === undefined || isProved(proof));
    io.stdout.write(
      flags['json'] === true
        ? `${JSON.stringify({ ok: isFine, counts, findings, proof }, undefined, 2)}\n`
        : [
            countsTable(counts, paint),
            ...findings.filter(({ severity }) => severity !== 'note').map(findingLine),
            `check: ${grave.length} errors, ${findings.length - grave.length} others (\`npx tenancy check\` says more).`,
            ...(proof === undefined ? [] : [proofSummary(proof, paint)]),
            '',
          ].join('\n'),
    );
    return isFine ? 0 : 1;
  } finally {
    progress.end();
    await connection.end();
  }
}

function findingLine({ rule, severity, object, detail }: Finding): string {
  return visible(`  ${severity} ${rule} ${object}: ${detail}`);
}
