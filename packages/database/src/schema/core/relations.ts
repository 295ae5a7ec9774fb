import { relations } from 'drizzle-orm';
import { portalUsers } from '../commerce/portal-users.ts';
import { apiKeys } from './api-keys.ts';
import { auditLogs } from './audit-logs.ts';
import { featureFlagDefinitions } from './feature-flag-definitions.ts';
import { invitations } from './invitations.ts';
import { memberRoles } from './member-roles.ts';
import { notifications } from './notifications.ts';
import { organizationFeatureFlags } from './organization-feature-flags.ts';
import { organizationMembers } from './organization-members.ts';
import { organizationSettings } from './organization-settings.ts';
import { organizations } from './organizations.ts';
import { permissions } from './permissions.ts';
import { projects } from './projects.ts';
import { rolePermissions } from './role-permissions.ts';
import { roles } from './roles.ts';
import { subscriptions } from './subscriptions.ts';
import { users } from './users.ts';

// In one file: relations point both ways, and the tables' own files import one way.

const memberKey = [organizationMembers.organizationId, organizationMembers.userId] as const;

export const usersRelations = relations(users, ({ many }) => ({
  memberships: many(organizationMembers),
}));

export const organizationsRelations = relations(organizations, ({ many, one }) => ({
  members: many(organizationMembers),
  invitations: many(invitations),
  settingsRow: one(organizationSettings),
  subscription: one(subscriptions),
  featureFlags: many(organizationFeatureFlags),
  projects: many(projects),
  apiKeys: many(apiKeys),
  auditLogs: many(auditLogs),
  notifications: many(notifications),
}));

export const organizationMembersRelations = relations(organizationMembers, ({ one, many }) => ({
  organization: one(organizations, {
    fields: [organizationMembers.organizationId],
    references: [organizations.id],
  }),
  user: one(users, { fields: [organizationMembers.userId], references: [users.id] }),
  memberRoles: many(memberRoles),
  sentInvitations: many(invitations),
  apiKeys: many(apiKeys),
  auditLogs: many(auditLogs),
  notifications: many(notifications),
}));

export const invitationsRelations = relations(invitations, ({ one }) => ({
  organization: one(organizations, {
    fields: [invitations.organizationId],
    references: [organizations.id],
  }),
  inviter: one(organizationMembers, {
    fields: [invitations.organizationId, invitations.invitedBy],
    references: [...memberKey],
  }),
}));

export const organizationSettingsRelations = relations(organizationSettings, ({ one }) => ({
  organization: one(organizations, {
    fields: [organizationSettings.organizationId],
    references: [organizations.id],
  }),
}));

export const subscriptionsRelations = relations(subscriptions, ({ one }) => ({
  organization: one(organizations, {
    fields: [subscriptions.organizationId],
    references: [organizations.id],
  }),
}));

export const organizationFeatureFlagsRelations = relations(organizationFeatureFlags, ({ one }) => ({
  organization: one(organizations, {
    fields: [organizationFeatureFlags.organizationId],
    references: [organizations.id],
  }),
  definition: one(featureFlagDefinitions, {
    fields: [organizationFeatureFlags.flagKey],
    references: [featureFlagDefinitions.key],
  }),
}));

export const projectsRelations = relations(projects, ({ one }) => ({
  organization: one(organizations, {
    fields: [projects.organizationId],
    references: [organizations.id],
  }),
}));

export const apiKeysRelations = relations(apiKeys, ({ one }) => ({
  organization: one(organizations, {
    fields: [apiKeys.organizationId],
    references: [organizations.id],
  }),
  creator: one(organizationMembers, {
    fields: [apiKeys.organizationId, apiKeys.createdBy],
    references: [...memberKey],
  }),
}));

export const auditLogsRelations = relations(auditLogs, ({ one }) => ({
  organization: one(organizations, {
    fields: [auditLogs.organizationId],
    references: [organizations.id],
  }),
  member: one(organizationMembers, {
    fields: [auditLogs.organizationId, auditLogs.userId],
    references: [...memberKey],
  }),
}));

export const notificationsRelations = relations(notifications, ({ one }) => ({
  organization: one(organizations, {
    fields: [notifications.organizationId],
    references: [organizations.id],
  }),
  member: one(organizationMembers, {
    fields: [notifications.organizationId, notifications.userId],
    references: [...memberKey],
  }),
  portalUser: one(portalUsers, {
    fields: [notifications.organizationId, notifications.portalUserId],
    references: [portalUsers.organizationId, portalUsers.id],
  }),
}));

export const memberRolesRelations = relations(memberRoles, ({ one }) => ({
  organization: one(organizations, {
    fields: [memberRoles.organizationId],
    references: [organizations.id],
  }),
  member: one(organizationMembers, {
    fields: [memberRoles.organizationId, memberRoles.userId],
    references: [...memberKey],
  }),
  role: one(roles, { fields: [memberRoles.roleId], references: [roles.id] }),
}));

export const featureFlagDefinitionsRelations = relations(featureFlagDefinitions, ({ many }) => ({
  overrides: many(organizationFeatureFlags),
}));

export const rolesRelations = relations(roles, ({ many }) => ({
  rolePermissions: many(rolePermissions),
  memberRoles: many(memberRoles),
}));

export const permissionsRelations = relations(permissions, ({ many }) => ({
  rolePermissions: many(rolePermissions),
}));

export const rolePermissionsRelations = relations(rolePermissions, ({ one }) => ({
  role: one(roles, { fields: [rolePermissions.roleId], references: [roles.id] }),
  permission: one(permissions, {
    fields: [rolePermissions.permissionId],
    references: [permissions.id],
  }),
}));
