export { pglite, type PGliteOptions } from './client/drivers/pglite.ts';
