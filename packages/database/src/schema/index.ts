export { apiKeys } from './core/api-keys.ts';
export { type AuditChanges } from './core/audit-columns.ts';
export { auditLogs } from './core/audit-logs.ts';
export { featureFlagDefinitions } from './core/feature-flag-definitions.ts';
export { invitations } from './core/invitations.ts';
export { memberRoles } from './core/member-roles.ts';
export {
  notificationPriorities,
  notifications,
  type NotificationPriority,
} from './core/notifications.ts';
export { organizationFeatureFlags } from './core/organization-feature-flags.ts';
export {
  organizationDisplaySettings,
  organizationLimits,
  type OrganizationDisplaySettings,
  type OrganizationLimits,
} from './core/organization-json.ts';
export {
  memberRoleOrder,
  memberStatuses,
  organizationMembers,
  type MemberRole,
  type MemberStatus,
} from './core/organization-members.ts';
export {
  dateFormats,
  organizationSettings,
  type DateFormat,
} from './core/organization-settings.ts';
export {
  organizationStatuses,
  organizations,
  type OrganizationStatus,
} from './core/organizations.ts';
export { permissions } from './core/permissions.ts';
export { plans, type Plan } from './core/plans.ts';
export { projectStatuses, projects, type ProjectStatus } from './core/projects.ts';
export {
  usersRelations,
  organizationsRelations,
  organizationMembersRelations,
  invitationsRelations,
  organizationSettingsRelations,
  subscriptionsRelations,
  organizationFeatureFlagsRelations,
  projectsRelations,
  apiKeysRelations,
  auditLogsRelations,
  notificationsRelations,
  memberRolesRelations,
  featureFlagDefinitionsRelations,
  rolesRelations,
  permissionsRelations,
  rolePermissionsRelations,
} from './core/relations.ts';
export { rolePermissions } from './core/role-permissions.ts';
export { roles } from './core/roles.ts';
export { subscriptions, type SubscriptionStatus } from './core/subscriptions.ts';
export { superadminAuditLogs } from './core/superadmin-audit-logs.ts';
export { userStatuses, users, type UserStatus } from './core/users.ts';
export {
  webhookProviders,
  webhookStatuses,
  webhookInbox,
  type WebhookProvider,
  type WebhookStatus,
} from './core/webhook-inbox.ts';
export { tenantTable } from './tenancy.ts';
