#!/usr/bin/env node
// In a clone the command runs from its source; in the package there is none.
import { existsSync } from 'node:fs';

const source = new URL('../src/cli/tenancy.ts', import.meta.url);

if (existsSync(source)) {
  const { register } = await import('tsx/esm/api');
  register();
  await import(source.href);
} else {
  await import('../dist/cli/tenancy.js');
}
