export { apiKeys } from './api-keys.ts';
export { type AuditChanges } from './audit-columns.ts';
export { auditLogs } from './audit-logs.ts';
export { featureFlagDefinitions } from './feature-flag-definitions.ts';
export { invitations } from './invitations.ts';
export { memberRoles } from './member-roles.ts';
export {
  notificationPriorities,
  notifications,
  type NotificationPriority,
} from './notifications.ts';
export { organizationFeatureFlags } from './organization-feature-flags.ts';
export {
  organizationDisplaySettings,
  organizationLimits,
  type OrganizationDisplaySettings,
  type OrganizationLimits,
} from './organization-json.ts';
export {
  memberRoleOrder,
  memberStatuses,
  organizationMembers,
  type MemberRole,
  type MemberStatus,
} from './organization-members.ts';
export { dateFormats, organizationSettings, type DateFormat } from './organization-settings.ts';
export { organizationStatuses, organizations, type OrganizationStatus } from './organizations.ts';
export { permissions } from './permissions.ts';
export { plans, type Plan } from './plans.ts';
export { projectStatuses, projects, type ProjectStatus } from './projects.ts';
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
} from './relations.ts';
export { rolePermissions } from './role-permissions.ts';
export { roles } from './roles.ts';
export { subscriptions, type SubscriptionStatus } from './subscriptions.ts';
export { superadminAuditLogs } from './superadmin-audit-logs.ts';
export { userStatuses, users, type UserStatus } from './users.ts';
export {
  webhookProviders,
  webhookStatuses,
  webhookInbox,
  type WebhookProvider,
  type WebhookStatus,
} from './webhook-inbox.ts';
