import { setTimeout as later } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConversionConfig, TableConversion } from '../../src/convert/config/config.ts';
import {
  convertChildren,
  type ConvertChild,
  type ConvertChildren,
} from './support/convert-child.ts';
import { companyOf, createCompanies } from './support/companies.ts';
import { converting, secret, type Converting } from './support/converting.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';
import { sessionsGone } from './support/kill.ts';
import { changes, dataSnapshot, schemaSnapshot, type Snapshot } from './support/snapshot.ts';

/*
 * The process of a conversion is killed, again and again, at random moments: what it comes to is what it comes to
 * uninterrupted, and what a rollback comes to is what was there before.
 */

const kills = 100;
/** How long a process lives from when it begins to work, at most: a part of what it would need. */
const share = 0.35;

const config: ConversionConfig = {
  tenantKey: 'company_id',
  organizations: { table: 'companies' },
  tables: {
    ...Object.fromEntries(
      Object.entries(companyOf).map(([table, how]): [string, TableConversion] => [
        table,
        'path' in how ? { through: how.path[0] } : how,
      ]),
    ),
    countries: 'global',
  },
};

/** The journal says how it came about, which differs. */
const result = { withoutSchemas: ['tenancy_convert'], withoutColumns: ['created_at'] };

let database: FreshDatabase;
let twin: FreshDatabase;
let conversion: Converting;
let children: ConvertChildren;
/** The next process to be killed: it is started while the one before it works. */
let waiting: ConvertChild;

const startChild = () => children.start({ folder: conversion.folder, url: database.url, secret });

function nextChild(): ConvertChild {
  const child = waiting;
  waiting = startChild();
  return child;
}

beforeEach(async () => {
  database = await freshDatabase();
  twin = await freshDatabase();
  await createCompanies(database.url);
  await createCompanies(twin.url);
  conversion = await converting(database.url, config);
  children = await convertChildren();
  waiting = startChild();
});
afterEach(async () => {
  waiting.kill();
  await waiting.ended;
  await children.close();
  conversion.close();
  await database.close();
  await twin.close();
});

interface State {
  readonly schema: Snapshot;
  readonly data: Snapshot;
}

const stateOf = async ({ admin }: FreshDatabase): Promise<State> => ({
  schema: await schemaSnapshot(admin),
  data: await dataSnapshot(admin, result),
});

const differ = (a: State, b: State) => [...changes(a.schema, b.schema), ...changes(a.data, b.data)];

/** Kills it as often as it takes until it comes to its end, after `life` ms at most. @returns how often it was killed on the way. */
async function untilDone(direction: 'up' | 'down', life: number): Promise<number> {
  for (let killed = 0; ; killed += 1) {
    const child = nextChild();
    await child.begin(direction);
    await Promise.race([later(Math.random() * life), child.ended]);
    child.kill();
    const { code, stderr } = await child.ended;
    await sessionsGone(database.url);
    // Killed when all was done, but for ending.
    const isOver = stderr.includes('there is nothing to take back') && killed > 0;
    if (code === 0 || isOver) return killed;
    if (code !== null) throw new Error(stderr);
  }
}

describe('a conversion that is killed', () => {
  test(
    `${kills} times comes to the same, and so does taking it back`,
    { timeout: 600_000 },
    async () => {
      const before = await stateOf(database);
      const same = await converting(twin.url, config);
      const began = performance.now();
      await same.run();
      const life = share * (performance.now() - began);
      same.close();
      const expected = await stateOf(twin);
      let killed = 0;
      while (killed < kills) {
        killed += await untilDone('up', life);
        expect(differ(expected, await stateOf(database))).toEqual([]);
        killed += await untilDone('down', life);
        expect(differ(before, await stateOf(database))).toEqual([]);
      }
    },
  );
});
