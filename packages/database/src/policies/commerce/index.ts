import type { PolicyPart } from '../part.ts';
import { portalCustomerFunction, portalDefinerAccess } from './portal.ts';

/** What a customer's users see. */
export const commercePolicies: PolicyPart = {
  lookups: [portalCustomerFunction],
  definerAccess: portalDefinerAccess,
};
