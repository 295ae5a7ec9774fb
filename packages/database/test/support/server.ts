import { startThrowawayPostgres } from '@startkit/local-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the superuser of a real server. */
    server: string;
  }
}

/** One real server for the whole run; each file clones databases of its own in it. */
export default async function setup(project: TestProject) {
  const server = await startThrowawayPostgres();
  project.provide('server', server.adminUrl());
  return () => server.stop();
}
