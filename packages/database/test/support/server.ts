import { startThrowawayPostgres } from '@startkit/local-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection strings of the superusers of real servers. */
    servers: readonly string[];
  }
}

/**
 * Starts real servers for the whole run; each file clones databases of its own in one. STARTKIT_TEST_SERVER, the connection
 * string of a superuser, names another one, which is left as it is at the end.
 */
export async function provideServers(project: TestProject, count: number) {
  const given = process.env['STARTKIT_TEST_SERVER'];
  if (given) return project.provide('servers', [given]);
  const servers = await Promise.all(Array.from({ length: count }, () => startThrowawayPostgres()));
  project.provide(
    'servers',
    servers.map((server) => server.adminUrl()),
  );
  return async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
}

export default (project: TestProject) => provideServers(project, 1);
