import { contextMaker, type TenantContextInput } from '../context/context.ts';
import type { IdTypes } from '../context/id-types.ts';
import { contextEncoder, parseContextSecret } from '../context/signature.ts';
import type { OwnValue, Subject } from './config.ts';

export interface TenantSubjectOptions extends Omit<Subject, 'enter'>, IdTypes {
  /** What contexts are signed with, "id.key"; `null`: they are not signed. */
  readonly secret: string | null;
  /** Whom the transaction runs for, from rows that were made; without an organization: a user alone. */
  readonly context: (
    own: OwnValue,
  ) => Pick<TenantContextInput, 'userId' | 'portalUserId'> & { readonly organizationId?: string };
}

/**
 * A subject whose context is entered as {@link TenantClient} enters it: for databases whose policies `compileRls` made.
 *
 * @throws ContextSecretError when the secret is not "id.key".
 */
export function tenantSubject({
  secret,
  context,
  tenantKeyType,
  userIdType,
  ...subject
}: TenantSubjectOptions): Subject {
  const make = contextMaker({ tenantKeyType, userIdType });
  const key = secret === null ? undefined : parseContextSecret(secret);
  return {
    ...subject,
    enter: (own) => {
      const { organizationId, userId, portalUserId } = context(own);
      const acting =
        organizationId === undefined
          ? make.user({ userId: userId ?? '' })
          : make.tenant({
              organizationId,
              ...(userId === undefined ? {} : { userId }),
              ...(portalUserId === undefined ? {} : { portalUserId }),
            });
      // Signed anew: the prover holds one transaction open for long, and a signature is good for minutes.
      const text = contextEncoder(subject.role, key)(acting);
      return [
        { text: 'reset all' },
        { text: 'select app.enter_context($1, $2, $3)', values: [text, 'false', 'prove'] },
      ];
    },
  };
}
