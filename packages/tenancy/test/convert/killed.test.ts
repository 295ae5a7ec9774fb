import { setTimeout as later } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConversionConfig, TableConversion } from '../../src/convert/config/config.ts';
import { convertChild } from './support/convert-child.ts';
import { companyOf, createCompanies } from './support/companies.ts';
import { converting, secret, type Converting } from './support/converting.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';
import { sessionsGone, startCommand } from './support/kill.ts';
import { changes, dataSnapshot, schemaSnapshot, type Snapshot } from './support/snapshot.ts';

/*
 * The process of a conversion is killed, again and again, at random moments: what it comes to is what it comes to
 * uninterrupted, and what a rollback comes to is what was there before.
 */

const kills = 100;
/** How long a process lives from when it begins to work, in ms at most. */
const life = 220;

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

beforeEach(async () => {
  database = await freshDatabase();
  twin = await freshDatabase();
  await createCompanies(database.url);
  await createCompanies(twin.url);
  conversion = await converting(database.url, config);
});
afterEach(async () => {
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

/** Starts it as often as it takes until it comes to its end. @returns how often it was killed on the way. */
async function untilDone(direction: 'up' | 'down'): Promise<number> {
  for (let killed = 0; ; killed += 1) {
    const command = startCommand([direction, conversion.folder, database.url, secret], {
      folder: conversion.folder,
      script: convertChild,
    });
    await Promise.race([command.line(/ready/), command.ended]);
    await Promise.race([later(Math.random() * life), command.ended]);
    command.kill();
    const { code, stderr } = await command.ended;
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
      await same.run();
      same.close();
      const expected = await stateOf(twin);
      let killed = 0;
      while (killed < kills) {
        killed += await untilDone('up');
        expect(differ(expected, await stateOf(database))).toEqual([]);
        killed += await untilDone('down');
        expect(differ(before, await stateOf(database))).toEqual([]);
      }
    },
  );
});
