import { createHmac } from 'node:crypto';
import { ContextSecretError, TenantContextInvalidError } from '../errors/context.ts';
import type { TenantContext } from './context.ts';

/*
 * The context as the server gets it, and the proof that it is ours. Its parts and its checks on the server are in
 * policies/context-functions.ts.
 */

/** Seconds a signed context is good for at the start of a transaction. */
export const lifetime = 300;

/** A key that contexts are signed with: its id, public, and 32 secret bytes. */
export interface ContextKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * Reads a secret: "id.key", the key 32 bytes in base64url.
 *
 * @throws ContextSecretError, without the secret.
 */
export function parseContextSecret(secret: string): ContextKey {
  const [, id, encoded] = /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})$/.exec(secret.trim()) ?? [];
  if (id === undefined || encoded === undefined) throw new ContextSecretError();
  return { id, key: Buffer.from(encoded, 'base64url') };
}

/** The two paddings of RFC 2104, as `app.context_keys` holds them: 64 bytes each. */
export function hmacPads({ key }: ContextKey): { readonly inner: Buffer; readonly outer: Buffer } {
  const block = Buffer.concat([key, Buffer.alloc(64 - key.length)]);
  return { inner: block.map(by(0x36)) as Buffer, outer: block.map(by(0x5c)) as Buffer };
}

const by = (pad: number) => (byte: number) => byte ^ pad;

/** Makes the text that a context is entered with. */
export type ContextEncoder = (context: TenantContext) => string;

/** Signatures kept: of whom was acted for last. */
const kept = 1000;

/**
 * Signs for each organization and user once, and again when half of the signature's lifetime is over; also for contexts
 * that are entered anew, as each request does.
 *
 * @param role the database role that the text is good for.
 * @param key left out: the text is not signed.
 * @returns a function that throws TenantContextInvalidError when a part is empty or has a comma.
 */
export function contextEncoder(role: string, key: ContextKey | undefined): ContextEncoder {
  if (key === undefined) return (context) => `,,${actingOf(role, context)}`;
  const signed = new Map<string, { readonly text: string; readonly until: number }>();
  return (context) => {
    const acting = actingOf(role, context);
    const now = Math.floor(Date.now() / 1000);
    const known = signed.get(acting);
    if (known !== undefined && known.until - now > lifetime / 2) return known.text;
    const until = now + lifetime;
    const message = `${key.id},${until},${acting}`;
    const text = `${message},${createHmac('sha256', key.key).update(message).digest('hex')}`;
    // The oldest goes: what is in use comes back at once.
    if (signed.size >= kept) signed.delete(signed.keys().next().value!);
    signed.set(acting, { text, until });
    return text;
  };
}

/**
 * The server takes the message apart at its commas, and reads an empty part as nobody.
 *
 * @throws TenantContextInvalidError when a part would be read as another one: validated ids never are.
 */
function actingOf(role: string, context: TenantContext): string {
  const { organizationId, userId, portalUserId, isSuperadmin } = context;
  const parts = [role, organizationId, userId, portalUserId, String(isSuperadmin)];
  if (parts.some((part) => part === '' || part?.includes(','))) {
    throw new TenantContextInvalidError(['a part of it is empty or has a comma']);
  }
  return parts.join(',');
}
