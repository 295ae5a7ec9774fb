import { defineConfig } from 'drizzle-kit';

// Studio reads everything, so it connects as the superadmin where there is one.
const url = process.env['SUPERADMIN_DATABASE_URL'] ?? process.env['MIGRATION_DATABASE_URL'];

export default defineConfig({
  dialect: 'postgresql',
  schema: './src/schema/index.ts',
  out: './src/migrations/sql',
  migrations: { prefix: 'index' },
  // Roles, policies and grants are the RLS script's, not drizzle-kit's.
  entities: { roles: false },
  ...(url ? { dbCredentials: { url } } : {}),
});
