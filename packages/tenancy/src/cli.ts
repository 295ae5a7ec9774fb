export { main as runTenancy } from './cli/main.ts';
export type { Io } from './cli/command.ts';
