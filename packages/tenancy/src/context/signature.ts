import { createHmac } from 'node:crypto';
import { ContextSecretError } from '../errors/context.ts';
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

/**
 * Signs each context once, and again when half of its lifetime is over.
 *
 * @param role the database role that the text is good for.
 * @param key left out: the text is not signed.
 */
export function contextEncoder(role: string, key: ContextKey | undefined): ContextEncoder {
  if (key === undefined) return (context) => message('', '', role, context);
  const signed = new WeakMap<TenantContext, { readonly text: string; readonly until: number }>();
  return (context) => {
    const now = Math.floor(Date.now() / 1000);
    const known = signed.get(context);
    if (known !== undefined && known.until - now > lifetime / 2) return known.text;
    const until = now + lifetime;
    const text = message(key.id, String(until), role, context);
    const mac = createHmac('sha256', key.key).update(text).digest('hex');
    signed.set(context, { text: `${text},${mac}`, until });
    return `${text},${mac}`;
  };
}

function message(keyId: string, expiry: string, role: string, context: TenantContext): string {
  const { organizationId, userId, portalUserId, isSuperadmin } = context;
  const ids = [organizationId, userId, portalUserId].map((id) => id ?? '');
  return [keyId, expiry, role, ...ids, isSuperadmin].join(',');
}
