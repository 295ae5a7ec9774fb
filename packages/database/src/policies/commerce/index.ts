import type { PolicyPart } from '../part.ts';
import { overlapExtension } from './no-overlap.ts';
import { orderPolicies } from './orders.ts';
import { portalCustomerFunction, portalDefinerAccess, portalTierFunction } from './portal.ts';
import { priceRules } from './prices.ts';
import { taxRateRules } from './tax-rates.ts';

/** What a customer's users see; what keeps orders, stock and money right; what no check of a single row can say. */
export const commercePolicies: PolicyPart = {
  lookups: [portalCustomerFunction, portalTierFunction, ...orderPolicies.lookups],
  definerAccess: [...portalDefinerAccess, ...orderPolicies.definerAccess],
  rules: [...orderPolicies.rules, overlapExtension, ...priceRules, ...taxRateRules],
};
