import { randomBytes } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startDebianPostgres } from './debian-postgres.ts';
import { repository } from './repository.ts';
import { query } from './query.ts';
import { run, type Result } from './run.ts';
import type { Server } from './server.ts';

const home = join(repository, 'packages/database');
const program = join(home, 'src/cli/db.ts');
const tsx = createRequire(join(home, 'package.json')).resolve('tsx/cli');

/** A server with an empty database of a login that may make roles, as somebody who deploys has it. */
export interface Product {
  readonly server: Server;
  readonly database: string;
  /** The environment of the db scripts; what provisioning prints is added to it. */
  readonly env: Record<string, string>;
  /** Runs a db script, `db:status`, without pnpm around it. */
  db(script: string, ...parameters: readonly string[]): Promise<Result>;
  /** Runs a db script that must succeed; returns what it prints. */
  does(script: string, ...parameters: readonly string[]): Promise<string>;
  /** Connection string of the migration login, to another database of the server. */
  url(database: string): string;
  stop(): Promise<void>;
}

/** Starts one. @param migrator the login's name. */
export async function startProduct(migrator = 'startkit_migrator'): Promise<Product> {
  const server = await startDebianPostgres();
  const database = 'product';
  const password = randomBytes(12).toString('hex');
  const admin = server.adminUrl();
  await query(admin, `create role ${migrator} login createrole createdb password '${password}'`);
  await query(admin, `create database ${database} owner ${migrator}`);
  const url = (name: string) =>
    Object.assign(new URL(server.adminUrl(name)), { username: migrator, password }).toString();
  const env: Record<string, string> = {
    DATABASE_URL: '',
    PORTAL_DATABASE_URL: '',
    SUPERADMIN_DATABASE_URL: '',
    BACKUP_DATABASE_URL: '',
    TENANT_CONTEXT_SECRET: '',
    NODE_ENV: '',
    MIGRATION_DATABASE_URL: url(database),
  };
  const db = (script: string, ...parameters: readonly string[]) =>
    run(process.execPath, [tsx, program, script.replace('db:', ''), ...parameters], {
      folder: repository,
      env: { NO_COLOR: '1', ...env },
    });
  return {
    server,
    database,
    env,
    db,
    async does(script, ...parameters) {
      const { code, output } = await db(script, ...parameters);
      if (code === 0) return output;
      throw new Error(`${script} ${parameters.join(' ')} ended with ${code}:\n${output}`);
    },
    url,
    stop: () => server.stop(),
  };
}

/** Migrates, provisions and seeds it. */
export async function fillProduct(product: Product): Promise<void> {
  await product.does('db:migrate');
  takeOver(product, await product.does('db:provision'));
  await product.does('db:seed', '--scale', '10');
}

/** Adds the variables that provisioning printed to the environment. */
export function takeOver(product: Product, provisioned: string): void {
  for (const [, name, value] of provisioned.matchAll(/^([A-Z_]+)=(\S+)$/gm)) {
    product.env[name!] = value!;
  }
}
