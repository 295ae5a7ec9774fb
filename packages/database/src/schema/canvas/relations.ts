import { relations } from 'drizzle-orm';
import { organizationMembers } from '../core/organization-members.ts';
import { agents } from './agents.ts';
import { canvasShares } from './canvas-shares.ts';
import { canvasVersions } from './canvas-versions.ts';
import { canvases } from './canvases.ts';
import { executions } from './executions.ts';
import { models } from './models.ts';

// In one file: relations point both ways, and the tables' own files import one way.

const memberKey = [organizationMembers.organizationId, organizationMembers.userId] as const;
const canvasKey = [canvases.organizationId, canvases.id] as const;

export const agentsRelations = relations(agents, ({ many }) => ({
  executions: many(executions),
}));

export const executionsRelations = relations(executions, ({ one }) => ({
  agent: one(agents, {
    fields: [executions.organizationId, executions.agentId],
    references: [agents.organizationId, agents.id],
  }),
  creator: one(organizationMembers, {
    fields: [executions.organizationId, executions.createdBy],
    references: [...memberKey],
  }),
}));

export const modelsRelations = relations(models, ({ many }) => ({
  canvases: many(canvases),
}));

export const canvasesRelations = relations(canvases, ({ one, many }) => ({
  model: one(models, {
    fields: [canvases.organizationId, canvases.modelId],
    references: [models.organizationId, models.id],
  }),
  creator: one(organizationMembers, {
    fields: [canvases.organizationId, canvases.createdBy],
    references: [...memberKey],
  }),
  versions: many(canvasVersions),
  shares: many(canvasShares),
}));

export const canvasVersionsRelations = relations(canvasVersions, ({ one }) => ({
  canvas: one(canvases, {
    fields: [canvasVersions.organizationId, canvasVersions.canvasId],
    references: [...canvasKey],
  }),
  creator: one(organizationMembers, {
    fields: [canvasVersions.organizationId, canvasVersions.createdBy],
    references: [...memberKey],
  }),
}));

export const canvasSharesRelations = relations(canvasShares, ({ one }) => ({
  canvas: one(canvases, {
    fields: [canvasShares.organizationId, canvasShares.canvasId],
    references: [...canvasKey],
  }),
  member: one(organizationMembers, {
    fields: [canvasShares.organizationId, canvasShares.userId],
    references: [...memberKey],
  }),
}));
