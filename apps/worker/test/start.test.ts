import { createServer } from 'node:net';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { startWorker } from '../src/worker.ts';
import { killChildren, startChild } from './support/child.ts';
import { createFixture, redirected, type Fixture } from './support/fixture.ts';

let fixture: Fixture;
let surroundings: NodeJS.ProcessEnv;

beforeAll(async () => {
  fixture = await createFixture();
  surroundings = process.env;
  process.env = { ...process.env, ...fixture.environment };
});
afterAll(async () => {
  process.env = surroundings;
  killChildren();
  await fixture.close();
});

async function failureOf(environment: Readonly<Record<string, string>>): Promise<string> {
  const worker = startChild('src/index.ts', environment);
  expect(await worker.ended).toBe(1);
  expect(worker.output().trimEnd().split('\n')).toHaveLength(1);
  return worker.output();
}

describe.concurrent('it exits with 1 and one line, without a password', () => {
  test('when no server is there', async () => {
    const output = await failureOf(redirected(fixture.environment, { port: '1' }));
    expect(output).toMatch(/^Error: Cannot connect to .*nothing listens there/);
    expect(output).not.toContain('startkit-test');
  });

  test('when the server never answers, within 5 seconds', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const url = `postgres://someone:secret@127.0.0.1:${port}/nothing`;
    const output = await failureOf({
      ...fixture.environment,
      DATABASE_URL: url,
      SUPERADMIN_DATABASE_URL: url,
    });
    expect(output).toMatch(/^Error: The database did not answer within 4 s\./);
    expect(output).not.toContain('secret');
    silent.close();
  });

  test('when nothing was migrated', async () => {
    const admin = postgres(inject('server'), { max: 1, onnotice: () => undefined });
    const name = `worker_empty_${process.pid}`;
    await admin.unsafe(`create database ${name}`);
    const output = await failureOf(redirected(fixture.environment, { pathname: `/${name}` }));
    expect(output).toMatch(/^Error: .*pnpm db:migrate/);
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  });

  test('when the worker’s login is not the superadmin’s', async () => {
    const { environment } = fixture;
    const output = await failureOf({
      ...environment,
      SUPERADMIN_DATABASE_URL: environment['DATABASE_URL']!,
    });
    expect(output).toMatch(
      /^Error: Refused to work as .*Connect as a login that is a member of startkit_superadmin/,
    );
  });
});

test.each([
  ['an older queue', 'update pgboss.version set version = 23', /in version 23.*pnpm db:migrate/],
  ['a newer queue', 'update pgboss.version set version = 25', /newer than this worker's/],
  ['no queue', 'alter schema pgboss rename to away', /has no job queue.*pnpm db:migrate/],
])('with %s it does not start', async (_, change, message) => {
  await fixture.asMigrator(change);
  await expect(startWorker({ jobs: [], log: () => undefined })).rejects.toThrow(message);
  await fixture.asMigrator(
    `do $$ begin alter schema away rename to pgboss; exception when others then end $$;
     update pgboss.version set version = 24`,
  );
});
