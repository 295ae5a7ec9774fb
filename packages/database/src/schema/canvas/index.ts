export { agents } from './agents.ts';
export { canvasPermissions, canvasShares, type CanvasPermission } from './canvas-shares.ts';
export { canvasVersions } from './canvas-versions.ts';
export {
  canvasVisibilities,
  canvases,
  type CanvasData,
  type CanvasVisibility,
} from './canvases.ts';
export { executionStatuses, executions, type ExecutionStatus } from './executions.ts';
export { models } from './models.ts';
export { limitedResources, planLimits, type LimitedResource } from './plan-limits.ts';
export {
  agentsRelations,
  canvasSharesRelations,
  canvasVersionsRelations,
  canvasesRelations,
  executionsRelations,
  modelsRelations,
} from './relations.ts';
