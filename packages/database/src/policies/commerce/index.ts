import type { PolicyPart } from '../part.ts';
import { orderPolicies } from './orders.ts';
import { portalCustomerFunction, portalDefinerAccess, portalTierFunction } from './portal.ts';

/** What a customer's users see; what keeps orders, stock and money right. */
export const commercePolicies: PolicyPart = {
  lookups: [portalCustomerFunction, portalTierFunction, ...orderPolicies.lookups],
  definerAccess: [...portalDefinerAccess, ...orderPolicies.definerAccess],
  rules: orderPolicies.rules,
};
