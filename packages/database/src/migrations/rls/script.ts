import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { errorText, OperationError } from '../../environment/errors.ts';
import type { Session } from '../../environment/session.ts';
import { type Declarations, refuseExposures } from './exposures.ts';
import { writeRlsState } from './state.ts';

/** The compiled RLS SQL, as committed, and what it declares. */
export interface RlsScript extends Declarations {
  readonly text: string;
  /** SHA-256 of the text, in hex. */
  readonly hash: string;
}

const name = String.raw`(?:\w+|"(?:[^"\n]|"")+")`;
const qualified = String.raw`${name}(?:\.${name})?`;
const enabled = new RegExp(`^alter table (${qualified}) enable row level security;$`, 'gim');
const given = new RegExp(
  String.raw`^alter function (${qualified}\([^;\n]*\)) owner to startkit_definer;$`,
  'gim',
);

/** The script of a text. What it declares is taken from the lines that the compiler writes for it. */
export function rlsScript(text: string): RlsScript {
  const found = (pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
  return {
    text,
    hash: createHash('sha256').update(text).digest('hex'),
    tables: found(enabled),
    definerFunctions: found(given),
  };
}

/**
 * Reads the compiled RLS SQL.
 *
 * @throws OperationError `RLS_FAILED` when the file is not there or empty: without it no table
 * would be isolated.
 */
export function readRlsScript(path: string): RlsScript {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (text.trim() !== '') return rlsScript(text);
  throw new OperationError(
    'RLS_FAILED',
    `There is no Row-Level Security SQL at ${path}. Nothing was changed. Run db:generate, or restore ` +
      'the file from version control.',
  );
}

/**
 * Applies the script, notes what it made of the database, and checks that tenants reach nothing around
 * it. To be called in a transaction, so that nobody ever sees a half of it.
 *
 * @throws OperationError `RLS_FAILED`; the transaction is to be rolled back.
 */
export async function executeRls(session: Session, script: RlsScript): Promise<void> {
  try {
    await session.run(script.text);
    await session.run('reset role');
    await writeRlsState(session, script);
    await refuseExposures(session, script);
  } catch (cause) {
    if (cause instanceof OperationError) throw cause;
    throw new OperationError(
      'RLS_FAILED',
      `The Row-Level Security SQL failed: ${errorText(cause)}\nEverything was rolled back, the ` +
        'migrations of this run included; what was in force before still is. Run db:generate if the ' +
        'SQL is stale, then db:migrate again.',
      { cause },
    );
  }
}
