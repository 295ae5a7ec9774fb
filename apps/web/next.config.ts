import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvFile } from 'node:process';
import type { NextConfig } from 'next';

const repository = join(import.meta.dirname, '../..');

// One .env for the whole repository; Next itself looks only beside this file.
const environmentFile = join(repository, '.env');
if (existsSync(environmentFile)) loadEnvFile(environmentFile);

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The workspace packages export their TypeScript source.
  transpilePackages: ['@startkit/database', '@startkit/tenancy', '@startkit/local-postgres'],
  serverExternalPackages: ['pg', 'postgres', '@electric-sql/pglite'],
  turbopack: { root: repository },
  // `pnpm typecheck` checks the types, with the repository's compiler.
  typescript: { ignoreBuildErrors: true },
  // Otherwise hot reloading works under the name localhost only.
  allowedDevOrigins: ['127.0.0.1'],
  headers: async () => [{ source: '/:path*', headers: securityHeaders }],
};

export default config;
