#!/usr/bin/env node
/*
 * What a deployment does, on an empty server: a login that migrates, a database, migrations, logins, seeds; then whether
 * tenants are isolated. For CI: .github/workflows/ci.yml.
 *
 * ADMIN_DATABASE_URL: a superuser's connection string. REPORTS: a folder for what check and prove say. CI_DATABASE: the
 * name of the database, which must not be there.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const pg = createRequire(join(root, 'packages/database/package.json'))('pg');

const admin = process.env.ADMIN_DATABASE_URL;
if (!admin) fail("ADMIN_DATABASE_URL is not set: a superuser's connection string.");
const database = process.env.CI_DATABASE ?? 'startkit_ci';
const reports = resolve(process.env.REPORTS ?? 'reports');
mkdirSync(reports, { recursive: true });

const environment = { NODE_ENV: 'test', MIGRATION_DATABASE_URL: await makeDatabase() };
db('migrate');
const { logins, contextSecret } = JSON.parse(db('provision', '--json'));
for (const { variable, url } of logins) environment[variable] = url;
environment.TENANT_CONTEXT_SECRET = contextSecret;
db('seed');
db('status');
db('doctor');
db('check', '--format', 'sarif', '--output', join(reports, 'check.sarif'));
db('prove', '--format', 'html', '--output', join(reports, 'isolation.html'));

/** @returns the connection string of the login that migrates: no superuser, and the database's owner. */
async function makeDatabase() {
  const password = randomBytes(24).toString('base64url');
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  const name = client.escapeIdentifier(database);
  await client.query(`create role startkit_migrator login createrole password '${password}'`);
  await client.query(`create database ${name} owner startkit_migrator`);
  await client.query(`revoke temporary on database ${name} from public`);
  await client.end();
  const url = new URL(admin);
  return Object.assign(url, { username: 'startkit_migrator', password, pathname: `/${database}` })
    .href;
}

/** Runs a command of the kit; its output is shown, but where it is a document. */
function db(command, ...parameters) {
  const isDocument = parameters.includes('--json');
  const { status, stdout } = spawnSync(
    'npx',
    ['--yes', 'pnpm@12', '--silent', `db:${command}`, ...parameters],
    {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', isDocument ? 'pipe' : 'inherit', 'inherit'],
      encoding: 'utf8',
    },
  );
  if (status !== 0) fail(`db:${command} failed.`);
  return stdout;
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
