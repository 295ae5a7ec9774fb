import type { Browser } from 'playwright-core';
import { makeClone, type Clone } from '../clone.ts';
import { readmeCommands } from '../readme.ts';
import { caller, type Visitor } from '../visitor.ts';
import { startBrowser } from './browser.ts';

/** The real web application and worker on a real server, freshly seeded, and a browser to use it with. */
export interface Console {
  readonly url: string;
  readonly browser: Browser;
  stop(): Promise<void>;
}

/** Starts it all in a clone: one that a developer works in may be running there already. */
export async function startConsole(): Promise<Console> {
  const [command = ''] = readmeCommands();
  const visitor: Visitor = await caller();
  const clone: Clone = await makeClone(visitor);
  const dev = clone.start(command);
  const stopServer = async () => {
    await dev.interrupt();
    await clone.remove();
    await visitor.leave();
  };
  try {
    const url = await dev.url();
    const browser = await startBrowser();
    const stop = async () => {
      await browser.close();
      await stopServer();
    };
    return { url, browser, stop };
  } catch (error) {
    await stopServer();
    throw error;
  }
}
