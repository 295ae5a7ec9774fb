import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Contestant, ContestantOptions, Row } from './contestant.ts';

/*
 * Prisma is 300 MB: a package of its own, outside the workspace, that only the benchmark installs (../../prisma).
 */

const folder = new URL('../../prisma/', import.meta.url);
const run = promisify(execFile);

/** Installs Prisma and generates its client, when that has not been done. */
export async function preparePrisma(): Promise<void> {
  const options = {
    cwd: folder,
    // Without it, `generate` downloads an engine that it does not use.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true', npm_config_yes: 'true' },
  };
  const pnpm = ['pnpm@12'];
  await run('npx', [...pnpm, 'install', '--frozen-lockfile'], options);
  await run('npx', [...pnpm, 'exec', 'prisma', 'generate'], options);
}

/** What is used of the generated client. */
interface PrismaClient {
  readonly task: { findMany(args: object): Promise<readonly Row[]> };
  $executeRaw(text: TemplateStringsArray, ...values: unknown[]): Promise<number>;
  $transaction(queries: readonly unknown[]): Promise<readonly unknown[]>;
  $extends(extension: object): PrismaClient;
  $disconnect(): Promise<void>;
}

/** Prisma's example of a client extension for Row-Level Security, as its repository of examples has it. */
export async function prismaPattern(options: ContestantOptions): Promise<Contestant> {
  const { createClient } = (await import(new URL('client.ts', folder).href)) as {
    createClient(url: string, connections: number): PrismaClient;
  };
  const prisma = createClient(options.url, options.connections);
  return {
    page: (organizationId) =>
      forTenant(prisma, organizationId).task.findMany({
        select: {
          organizationId: true,
          id: true,
          number: true,
          title: true,
          status: true,
          dueAt: true,
        },
        orderBy: { dueAt: 'asc' },
        take: 20,
      }),
    close: () => prisma.$disconnect(),
  };
}

interface Operation {
  readonly args: unknown;
  readonly query: (args: unknown) => Promise<unknown>;
}

function forTenant(prisma: PrismaClient, organizationId: string): PrismaClient {
  return prisma.$extends({
    query: {
      $allModels: {
        async $allOperations({ args, query }: Operation) {
          const [, result] = await prisma.$transaction([
            prisma.$executeRaw`select set_config('app.tenant_id', ${organizationId}, true)`,
            query(args),
          ]);
          return result;
        },
      },
    },
  });
}
