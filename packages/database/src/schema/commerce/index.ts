export {
  customerStatuses,
  customerTiers,
  customers,
  paymentTerms,
  type CustomerStatus,
  type CustomerTier,
  type PaymentTerms,
} from './customers.ts';
export { portalCredentials } from './portal-credentials.ts';
export { portalUserStatuses, portalUsers, type PortalUserStatus } from './portal-users.ts';
export {
  customersRelations,
  portalCredentialsRelations,
  portalUsersRelations,
} from './relations.ts';
