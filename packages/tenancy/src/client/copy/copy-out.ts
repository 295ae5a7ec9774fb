import type { Readable } from 'node:stream';
import { StatementError, SpoolError } from '../../errors/client.ts';
import type { Step, WireValue } from '../driver.ts';
import { toStep, type Statement } from '../statement.ts';
import { Spool } from './spool.ts';

/** Where value `n` of a COPY, from 1 on, is while it runs: `current_setting('app.copy_1')`. */
export const copySetting = (n: number): string => `app.copy_${n}`;

/**
 * Runs a COPY ... TO STDOUT and keeps its bytes until `send`, which confirms the steps, is done.
 *
 * @param statement its values are transaction-local settings: COPY takes no parameters.
 * @returns the bytes; nothing of them when anything fails.
 * @throws StatementError when it is no COPY; SpoolError; as `send`.
 */
export async function spooled(
  statement: Statement,
  send: (steps: readonly Step[]) => Promise<unknown>,
): Promise<Readable> {
  const { text, parameters = [] } = toStep(statement);
  if (!/^\s*copy\b/i.test(text)) {
    throw new StatementError('Only a COPY ... TO STDOUT can be copied. Nothing was sent.');
  }
  const spool = new Spool();
  try {
    await send([...setValues(parameters), { text, copyTo: spool }]);
    return await spool.handOver();
  } catch (error) {
    await spool.discard();
    // The driver knows only that its connection was destroyed.
    if (spool.failure !== undefined) throw new SpoolError({ cause: spool.failure });
    throw error;
  }
}

/** @throws StatementError for null, which no setting can be. */
function setValues(values: readonly WireValue[]): readonly Step[] {
  if (values.length === 0) return [];
  const calls = values.map(
    (_, i) => `pg_catalog.set_config('${copySetting(i + 1)}', $${i + 1}, true)`,
  );
  return [{ text: `select ${calls.join(', ')}`, rowMode: 'array', parameters: values.map(toText) }];
}

function toText(value: WireValue): string {
  if (value === null)
    throw new StatementError('A value of a COPY cannot be null. Nothing was sent.');
  return typeof value === 'string' ? value : `\\x${Buffer.from(value).toString('hex')}`;
}
