import { StatementError } from '../errors/client.ts';
import type { Step, TypeParsers } from './driver.ts';
import { serializeParameters } from './parameters.ts';

/** What `query` takes: the shape of node-postgres, which Drizzle speaks. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[] | undefined;
  readonly rowMode?: string | undefined;
  readonly types?: TypeParsers | undefined;
}

/**
 * A statement as it goes on the wire. Serialized before a connection is taken, so that a value that
 * cannot be sent leaves nothing half written.
 *
 * @throws StatementError
 */
export function toStep(statement: Statement | string, values?: readonly unknown[]): Step {
  const { text, rowMode, types, ...rest } =
    typeof statement === 'string' ? { text: statement } : statement;
  if (text.includes('\0')) throw new StatementError('A statement cannot contain a NUL character.');
  return {
    text,
    parameters: serializeParameters(values ?? rest.values ?? []),
    rowMode: rowMode === 'array' ? 'array' : undefined,
    types,
  };
}
