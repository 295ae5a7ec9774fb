export * from './core/index.ts';
export * from './commerce/index.ts';
export * from './canvas/index.ts';
export * from './warehouse/index.ts';
export { tenantTable } from './tenancy.ts';
