import type { Break } from './break.ts';
import { configuredBreaks } from './configured.ts';
import { constraintBreaks } from './constraints.ts';
import { contextBreaks } from './forged.ts';
import { objectBreaks } from './objects.ts';
import { policyBreaks } from './policies.ts';
import { rightBreaks } from './rights.ts';

export const breaks: readonly Break[] = [
  ...policyBreaks,
  ...configuredBreaks,
  ...constraintBreaks,
  ...objectBreaks,
  ...rightBreaks,
  ...contextBreaks,
];
