import { StatementError } from '../errors/client.ts';
import type { WireValue } from './driver.ts';

/** A Bind message counts its parameters in 16 bits. */
const maxParameters = 65_535;

/**
 * Parameters in the protocol's text format, the same for every driver: null, bytes, text; dates in
 * ISO 8601, arrays as array literals, other objects as JSON.
 *
 * @throws StatementError when there are more than the protocol can count.
 */
export function serializeParameters(values: readonly unknown[]): readonly WireValue[] {
  if (values.length > maxParameters) {
    throw new StatementError(
      `A statement takes at most ${maxParameters} parameters, this one has ${values.length}. ` +
        'Nothing was sent: split it, or pass an array.',
    );
  }
  return values.map(serialize);
}

function serialize(value: unknown): WireValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || value instanceof Uint8Array) return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayLiteral(value);
  if (typeof value === 'object') {
    if ('toPostgres' in value && typeof value.toPostgres === 'function') {
      return serialize(value.toPostgres());
    }
    return JSON.stringify(value);
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return value.toString();
  }
  throw new StatementError(`A ${typeof value} cannot be a parameter. Nothing was sent.`);
}

function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map(arrayElement).join(',')}}`;
}

function arrayElement(value: unknown): string {
  if (value === null || value === undefined) return 'NULL';
  if (Array.isArray(value)) return arrayLiteral(value);
  const text = serialize(value);
  if (text instanceof Uint8Array) return `"\\\\x${Buffer.from(text).toString('hex')}"`;
  return `"${(text ?? '').replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
