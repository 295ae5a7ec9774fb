import { startThrowawayPostgres } from '@startkit/local-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the superuser of a real server. */
    server: string;
  }
}

/** One real server for the whole run; STARTKIT_TEST_SERVER, the connection string of a superuser, names another. */
export default async function setup(project: TestProject) {
  const given = process.env['STARTKIT_TEST_SERVER'];
  if (given) return project.provide('server', given);
  const server = await startThrowawayPostgres();
  project.provide('server', server.adminUrl());
  return () => server.stop();
}
