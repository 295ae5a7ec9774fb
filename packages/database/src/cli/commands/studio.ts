import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { childEnvironment } from '../../env.ts';
import { drizzleKitProgram } from '../../migrations/generate/drizzle-kit.ts';
import { kitProject } from '../../migrations/generate/project.ts';
import type { Command } from '../command.ts';
import { openDatabase } from '../database.ts';

const command: Command = {
  summary: 'Look at the data in Drizzle Studio, as the superadmin',
  usage: '[--port PORT]',
  passesFlags: true,
  async run(context) {
    const { url } = await openDatabase(context, 'Drizzle Studio on', 'superadmin');
    const { directory, config } = kitProject();
    // Only the child gets the connection string, in the variable that the configuration reads.
    const child = spawn(
      process.execPath,
      [drizzleKitProgram(), 'studio', '--config', config, ...context.rest],
      { cwd: directory, env: childEnvironment({ SUPERADMIN_DATABASE_URL: url }), stdio: 'inherit' },
    );
    const [code] = (await once(child, 'close')) as [number | null];
    return { ok: code === 0 || code === null, data: { exitCode: code }, lines: [] };
  },
};

export default command;
