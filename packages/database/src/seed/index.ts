export { seed, type SeedOptions } from './seed.ts';
export type { ScaleReport, SeedReport, TableCount } from './report.ts';
