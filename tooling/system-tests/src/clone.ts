import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkOut } from './checkout.ts';
import { cleanEnvironment } from './clean-environment.ts';
import { startDev, type Dev } from './dev.ts';
import { removeFolder } from './folder.ts';
import { isListening, unusedPort } from './port.ts';
import { killProcess, marker, markedProcesses } from './processes.ts';
import type { Visitor } from './visitor.ts';

/** A fresh clone of the repository, and what runs in it. */
export interface Clone {
  /** The port that the web application is asked to use. */
  readonly port: number;
  /** Starts a command of the README, as its owner types it. */
  start(command: string): Dev;
  /** The command lines of what runs in it. */
  running(): readonly string[];
  /** Whether all of it has ended: the programs, the web address, the database server. */
  isQuiet(): Promise<boolean>;
  /** Ends what is left, and removes it all. */
  remove(): Promise<void>;
}

/** Makes a clone in the visitor's folder. */
export async function makeClone({
  account,
  folder: home,
  environmentHome,
}: Visitor): Promise<Clone> {
  const folder = join(home, 'startkit');
  const port = await unusedPort();
  const mark = `${process.pid}-${port}`;
  const env = { ...cleanEnvironment(environmentHome), PORT: String(port), [marker]: mark };
  await checkOut(folder, account);
  return {
    port,
    start: (command) => startDev({ command, folder, account, env }),
    running: () => markedProcesses(mark).map(({ commandLine }) => commandLine),
    isQuiet: async () => {
      const database = await databasePort(folder);
      return (
        markedProcesses(mark).length === 0 &&
        !(await isListening(port)) &&
        (database === undefined || !(await isListening(database)))
      );
    },
    remove: async () => {
      for (const { pid } of markedProcesses(mark)) killProcess(pid);
      const data = await databaseFolder(folder);
      const [pid] = await postmasterFile(data);
      if (pid !== undefined) killProcess(Number(pid));
      if (data !== undefined) await removeFolder(data);
      await removeFolder(folder);
    },
  };
}

/** Where the clone's server has its data; elsewhere when the server's user cannot enter the clone. */
async function databaseFolder(folder: string): Promise<string> {
  const own = join(folder, '.startkit/postgres');
  const elsewhere = await readFile(join(own, 'data-location'), 'utf8').catch(() => '');
  return elsewhere.trim() || own;
}

/** The port of the clone's server; undefined when it does not run. */
async function databasePort(folder: string): Promise<number | undefined> {
  const port = (await postmasterFile(await databaseFolder(folder)))[3];
  return port === undefined ? undefined : Number(port);
}

/** The lines of the file a running server keeps: process id, data folder, start, port and more. */
async function postmasterFile(data: string): Promise<readonly string[]> {
  const text = await readFile(join(data, 'data/postmaster.pid'), 'utf8').catch(() => undefined);
  return text?.split('\n') ?? [];
}
