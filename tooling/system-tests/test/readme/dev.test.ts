import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRoot } from '../../src/accounts.ts';
import { makeClone, type Clone } from '../../src/clone.ts';
import type { Dev } from '../../src/dev.ts';
import { readmeCommands } from '../../src/readme.ts';
import { until } from '../../src/until.ts';
import { ordinaryUser, root, type Visitor } from '../../src/visitor.ts';

const [devCommand = ''] = readmeCommands();
const visitors = [
  { who: 'an ordinary user', arrive: ordinaryUser },
  ...(isRoot ? [{ who: 'root, below /root', arrive: root }] : []),
];

test('the README’s commands are those that are tested: this one here, the other by CI', () => {
  expect(readmeCommands().slice(0, 2)).toEqual(['npx pnpm@12 dev', 'npx pnpm@12 test']);
});

describe.each(visitors)('the README’s first command in a fresh clone, as $who', ({ arrive }) => {
  let visitor: Visitor;
  let clone: Clone;
  let dev: Dev;

  const isServed = async (url: string) => {
    const page = await fetch(`${url}/sign-in`);
    return page.ok && (await page.text()).includes('Alice Anderson');
  };
  const ends = async () => {
    await dev.interrupt();
    await until('everything has ended', clone.isQuiet).catch((error: Error) => {
      throw new Error(`${error.message} Left: ${clone.running().join('\n')}`, { cause: error });
    });
  };

  beforeAll(async () => {
    visitor = await arrive();
    clone = await makeClone(visitor);
  });
  afterAll(async () => {
    await clone?.remove();
    await visitor?.leave();
  });

  test('installs, migrates, seeds and serves', { timeout: 300_000 }, async () => {
    dev = clone.start(devCommand);
    const url = await dev.url();
    expect(url).toBe(`http://localhost:${clone.port}`);
    expect(await isServed(url)).toBe(true);
    expect(await clone.isQuiet()).toBe(false);
    await until('the worker works', () => /worker \|.* Working on/.test(dev.output()));
  });

  test('Ctrl-C ends all of it', () => ends());

  test('after kill -9 it starts again, on the same data', async () => {
    dev = clone.start(devCommand);
    await dev.url();
    await dev.kill();
    dev = clone.start(devCommand);
    expect(await isServed(await dev.url())).toBe(true);
    await ends();
  });

  test('a port that is taken is passed over', async () => {
    const neighbour = createServer();
    await new Promise<void>((resolve, reject) => {
      neighbour.once('error', reject).listen(clone.port, resolve);
    });
    dev = clone.start(devCommand);
    const url = await dev.url();
    expect(dev.output()).toContain(`Port ${clone.port} is taken`);
    expect(url).not.toBe(`http://localhost:${clone.port}`);
    expect(await isServed(url)).toBe(true);
    await new Promise((resolve) => neighbour.close(resolve));
    await ends();
  });
});
