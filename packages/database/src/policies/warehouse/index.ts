import type { PolicyPart } from '../part.ts';

export const warehousePolicies: PolicyPart = {};
