import { randomUUID } from 'node:crypto';

/** A value that no other unit has: what a unit brings and the server returns. */
export function newNonce(): string {
  return randomUUID();
}
