import { asSentence, errorCode, errorText, OperationError } from './errors.ts';
import { describeTarget, type Target } from './target.ts';

const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
]);

/** Says why connecting failed and what to do, from the driver's error. Without the password. */
export function connectionError(error: unknown, target: Target, seconds: number): OperationError {
  if (error instanceof OperationError) return error;
  const message = explain(errorCode(error), error, target, seconds);
  return new OperationError('CONNECTION_REFUSED', `${message} Nothing was changed.`);
}

function explain(
  code: string | undefined,
  error: unknown,
  target: Target,
  seconds: number,
): string {
  const where = `${target.host}:${target.port}`;
  if (code === '28P01') {
    return `The server at ${where} refused the password of ${quoted(target.login)}. Check the connection string; db:provision --rotate makes a new one for the kit's logins.`;
  }
  if (code === '28000') {
    return `The server at ${where} refused the login ${quoted(target.login)}: ${asSentence(errorText(error))} Check the login's name, and the server's rules for TLS and addresses.`;
  }
  if (code === '3D000') {
    return `The server at ${where} has no database ${quoted(target.database)}. Create it (create database ...), owned by the migration login, or correct the connection string.`;
  }
  if (code === '53300') {
    return `The server at ${where} has no connection left for ${quoted(target.login)}. Close some, or lower DATABASE_POOL_MAX.`;
  }
  if (code === '57P03') return `The server at ${where} is starting up or shutting down. Try again.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `The host ${quoted(target.host)} was not found. Check the connection string and the network.`;
  }
  if (code === 'SASL_SIGNATURE_MISMATCH') {
    return `The server at ${where} does not know the password of ${quoted(target.login)} itself: it may be another server.`;
  }
  if (code !== undefined && unreachable.has(code)) {
    return `No server answered at ${where} within ${seconds} s (${code}). Is it running, is the address right, does a firewall or a paused project stand in between?`;
  }
  return `Connecting to ${describeTarget(target)} failed: ${asSentence(errorText(error))}`;
}

function quoted(name: string): string {
  return JSON.stringify(name);
}
