import type {
  customers,
  CustomerTier,
  PaymentTerms,
  portalUserRoles,
  portalUsers,
} from '../../schema/index.ts';
import { daysBefore } from '../days-before.ts';
import { seedId } from '../seed-id.ts';
import type { CommerceIds } from './commerce-ids.ts';

interface Customer {
  readonly number: string;
  readonly name: string;
  readonly tier: CustomerTier;
  readonly paymentTerms: PaymentTerms;
  /** Who uses the portal for it. */
  readonly buyer: { readonly name: string; readonly email: string };
}

const plan: readonly Customer[] = [
  {
    number: 'WC-001',
    name: 'Harborview Cellars',
    tier: 'premium',
    paymentTerms: 'NET30',
    buyer: { name: 'Hanna Harbor', email: 'buyer@harborviewcellars.com' },
  },
  {
    number: 'WC-002',
    name: 'Downtown Wine & Spirits',
    tier: 'standard',
    paymentTerms: 'NET30',
    buyer: { name: 'Derek Down', email: 'buyer@downtownwine.com' },
  },
  {
    number: 'WC-003',
    name: 'Vineyard Market',
    tier: 'premium',
    paymentTerms: 'NET15',
    buyer: { name: 'Vera Vine', email: 'buyer@vineyardmarket.com' },
  },
];

export const customerId = (number: string) => seedId('customers', number);
export const portalUserId = (number: string) => seedId('portal_users', number);

export function customerRows({
  organization,
}: CommerceIds): readonly (typeof customers.$inferInsert)[] {
  return plan.map(({ number, name, tier, paymentTerms, buyer }) => ({
    organizationId: organization,
    id: customerId(number),
    number,
    name,
    tier,
    paymentTerms,
    state: 'NY',
    contactName: buyer.name,
    contactEmail: buyer.email,
  }));
}

/** Verified, and without a password: they sign in where the development sign-in lists them. */
export function portalUserRows(
  { organization }: CommerceIds,
  now: Date,
): readonly (typeof portalUsers.$inferInsert)[] {
  return plan.map(({ number, buyer }) => ({
    organizationId: organization,
    id: portalUserId(number),
    customerId: customerId(number),
    ...buyer,
    emailVerifiedAt: daysBefore(now, 60),
  }));
}

export function portalUserRoleRows({
  organization,
  of,
}: CommerceIds): readonly (typeof portalUserRoles.$inferInsert)[] {
  return plan.map(({ number }) => ({
    organizationId: organization,
    id: seedId('portal_user_roles', number),
    portalUserId: portalUserId(number),
    roleId: of('portal_user'),
  }));
}
