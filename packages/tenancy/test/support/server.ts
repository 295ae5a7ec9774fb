import { startThrowawayPostgres } from '@startkit/local-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    serverUrl: string;
  }
}

/** One real server for the whole run; each file makes databases of its own in it. */
export default async function setup(project: TestProject) {
  const server = await startThrowawayPostgres();
  project.provide('serverUrl', server.adminUrl());
  return () => server.stop();
}
