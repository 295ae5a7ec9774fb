import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';

/** The key pair of a Clerk instance. */
export function clerkKeys(): { readonly publicKey: string; readonly privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(), privateKey };
}

/** A session token as Clerk signs it; `claims` and `header` replace parts of it. */
export function sessionToken(
  privateKey: KeyObject,
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>> = {},
): string {
  const now = Math.floor(Date.now() / 1000);
  const head = encode({ alg: 'RS256', typ: 'JWT', kid: `ins_${randomUUID()}`, ...header });
  const body = encode({
    iss: 'https://clerk.example',
    azp: 'https://app.example',
    sid: 'sess_1',
    iat: now,
    nbf: now - 10,
    exp: now + 60,
    ...claims,
  });
  const signature = sign('sha256', Buffer.from(`${head}.${body}`), privateKey);
  return `${head}.${body}.${signature.toString('base64url')}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
