import type { TestProject } from 'vitest/node';
import { provideServers } from './server.ts';

/** A server for each worker: what a file does to the server's roles, no other file meets. */
export default (project: TestProject) => provideServers(project, project.vitest.config.maxWorkers);
