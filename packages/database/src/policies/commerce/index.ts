import type { PolicyPart } from '../part.ts';
import { portalCustomerFunction, portalDefinerAccess } from './portal.ts';
import { taxRateRules } from './tax-rates.ts';

/** What a customer's users see; what no check of a single row can say. */
export const commercePolicies: PolicyPart = {
  lookups: [portalCustomerFunction],
  definerAccess: portalDefinerAccess,
  rules: [...taxRateRules],
};
