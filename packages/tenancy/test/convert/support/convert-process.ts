import { once } from 'node:events';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { readPlan } from '../../../src/convert/files/folder.ts';
import { rollBack } from '../../../src/convert/run/rollback.ts';
import { runPlan } from '../../../src/convert/run/run.ts';

// A process that runs or takes back a plan, to be killed. Its parameters are the folder, the address and the secret; its standard
// input says when, and which: up or down.

async function main([folder = '', url = '', secret = '']: readonly string[]): Promise<void> {
  const input = createInterface({ input: process.stdin });
  console.log('ready');
  const [direction] = await once(input, 'line');
  input.close();
  const db = new pg.Client({ connectionString: url, application_name: 'tenancy convert' });
  await db.connect();
  const { signal } = new AbortController();
  const options = { db, plan: readPlan(folder), secret, signal };
  await (direction === 'up' ? runPlan(options) : rollBack(options));
  await db.end();
}

await main(process.argv.slice(2));
