import type { Queryable } from '../../catalog/queryable.ts';
import { check, type Finding } from '../../check.ts';
import { ConfigurationError } from '../../config/error.ts';
import { readPlan, type WrittenPlan } from '../../convert/files/folder.ts';
import { tenancyConfigOf } from '../../convert/files/tenancy-config.ts';
import { countsTable } from '../../convert/report/counts.ts';
import { begunConversion, type Begun } from '../../convert/run/journal.ts';
import { refuseAnother } from '../../convert/run/refusals.ts';
import { countTables, isConverted, type TableCount } from '../../convert/verify/verify.ts';
import { prove } from '../../prove/run.ts';
import type { ProofReport } from '../../prove/types.ts';
import { isProved } from '../../report/proof/outcomes.ts';
import { proofSummary } from '../../report/proof/table.ts';
import { counted, visible, type Paint } from '../../report/text.ts';
import type { CommandContext } from '../command.ts';
import { connect } from '../connect.ts';
import { paintFor, urlOf } from '../options.ts';
import { progressOn } from '../progress.ts';
import { contextSecret, folderOf, nextCommand } from './options.ts';

interface Verified {
  readonly counts: readonly TableCount[];
  readonly findings: readonly Finding[];
  /** Undefined: nobody asked for it. */
  readonly proof: ProofReport | undefined;
}

/** `tenancy convert verify`: counts, then `check`, then `prove`. Exit code 1 when one of them finds something. */
export async function verifyConversion({ flags, io }: CommandContext): Promise<number> {
  const url = urlOf(flags, io);
  const { path, shown } = folderOf(flags, io);
  const plan = readPlan(path);
  const secret = contextSecret() ?? null;
  if (plan.about.signed && secret === null) {
    throw new ConfigurationError(
      'TENANT_CONTEXT_SECRET is not set: contexts of this database are signed with it.',
    );
  }
  const isJson = flags['json'] === true;
  const connection = await connect(url, { name: 'tenancy convert verify', signal: io.signal });
  const { db, place } = connection;
  const progress = progressOn(io, flags['progress'] === true);
  try {
    await refuseAnother(db, plan);
    const begun = await begunConversion(db);
    if (begun?.finished !== true) {
      io.stdout.write(
        isJson ? json({ ok: false, finished: false }) : openText(begun, place, shown),
      );
      return 1;
    }
    const verified = await verify(db, plan, {
      secret,
      isProved: flags['skip-prove'] !== true,
      signal: io.signal,
      onProgress: (text) => progress.show(text),
    });
    progress.end();
    const ok = isVerified(verified);
    io.stdout.write(
      isJson
        ? json({ ok, finished: true, ...verified })
        : reportText(verified, { place, folder: shown }, paintFor(io.stdout)),
    );
    return ok ? 0 : 1;
  } finally {
    progress.end();
    await connection.end();
  }
}

interface VerifyOptions {
  readonly secret: string | null;
  /** Whether `prove` is wanted. */
  readonly isProved: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (text: string) => void;
}

async function verify(
  db: Queryable,
  { about }: WrittenPlan,
  { secret, isProved: isWanted, signal, onProgress }: VerifyOptions,
): Promise<Verified> {
  const config = tenancyConfigOf(about, secret);
  // A large table takes its time.
  await db.query('set statement_timeout = 0');
  const counts = await countTables(db, about);
  const { findings } = await check(db, config);
  if (!isWanted) return { counts, findings, proof: undefined };
  const proof = await prove({
    admin: db,
    config,
    signal,
    onProgress: ({ done, total, attack }) =>
      onProgress(`${Math.floor((100 * done) / Math.max(1, total))} %  ${attack}`),
  });
  return { counts, findings, proof };
}

function json(document: object): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** Where it has not come to its end, in one direction or the other. */
function openText(begun: Begun | undefined, place: string, folder: string): string {
  if (begun?.takenBack === true) {
    return `The conversion of ${place} is being taken back:\n  ${nextCommand('rollback', folder)}\n`;
  }
  const state = begun === undefined ? 'begun' : 'come to its end';
  return `The conversion of ${place} has not ${state}:\n  ${nextCommand('run', folder)}\n`;
}

function isVerified({ counts, findings, proof }: Verified): boolean {
  const isGrave = findings.some(({ severity }) => severity === 'error');
  return counts.every(isConverted) && !isGrave && (proof === undefined || isProved(proof));
}

interface Where {
  readonly place: string;
  readonly folder: string;
}

function reportText(verified: Verified, { place, folder }: Where, paint: Paint): string {
  const { counts, findings, proof } = verified;
  const shown = findings.filter(({ severity }) => severity !== 'note');
  const of = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const config = visible(`${folder}/tenancy.config.ts`);
  return [
    countsTable(counts, paint),
    '',
    ...shown.map(findingLine),
    `check: ${counted(of('error'), 'error')}, ${counted(of('warning'), 'warning')}, ${counted(of('note'), 'note')}.`,
    ...(proof === undefined ? [] : [`prove: ${proofSummary(proof, paint)}`]),
    '',
    isVerified(verified)
      ? `${place} is multi-tenant${proof === undefined ? ', as far as can be told without prove' : ''}.`
      : `${place} is not as it should be. More is said by`,
    ...(isVerified(verified)
      ? []
      : [`  npx tenancy check --config ${config}`, `  npx tenancy prove --config ${config}`]),
    '',
  ].join('\n');
}

function findingLine({ rule, severity, object, detail }: Finding): string {
  return visible(`${severity} ${rule} ${object}: ${detail}`);
}
