export {
  defineConversion,
  type ConversionConfig,
  type CustomBatches,
  type CustomStep,
  type DefaultOrganization,
  type ExistingOrganizations,
  type LegacyApplication,
  type TableConversion,
  type TenantRule,
} from './convert/config/config.ts';
