import type { PolicyPart } from '../part.ts';
import { canvasDefinerAccess } from './definer-access.ts';
import { executionRules } from './executions.ts';
import { governanceRules } from './governance.ts';
import { limitFunctions, limitRules } from './limits.ts';
import { canvasLookups } from './lookup-functions.ts';
import { keepVersionFunction, versionRules } from './versions.ts';

/** Who sees and saves a canvas, that every save is kept, in which order executions go, and what a plan has. */
export const canvasPolicies: PolicyPart = {
  lookups: [...canvasLookups, ...limitFunctions, keepVersionFunction],
  definerAccess: canvasDefinerAccess,
  rules: [...governanceRules, ...versionRules, ...executionRules, ...limitRules],
};
