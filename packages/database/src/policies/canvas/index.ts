import type { PolicyPart } from '../part.ts';

export const canvasPolicies: PolicyPart = {};
