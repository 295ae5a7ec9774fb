export * from '../../src/index.ts';
export * from '../../src/drizzle.ts';
export * from '../../src/node-postgres.ts';
export * from '../../src/pglite.ts';
