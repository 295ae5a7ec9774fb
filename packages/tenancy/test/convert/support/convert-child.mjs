// A process that runs or takes back a plan, to be killed: node convert-child.mjs up|down FOLDER URL SECRET
import { register } from 'tsx/esm/api';

register();
const { readPlan } = await import('../../../src/convert/files/folder.ts');
const { runPlan } = await import('../../../src/convert/run/run.ts');
const { rollBack } = await import('../../../src/convert/run/rollback.ts');
const { default: pg } = await import('pg');

const [direction, folder, url, secret] = process.argv.slice(2);
const db = new pg.Client({ connectionString: url, application_name: 'tenancy convert' });
await db.connect();
const { signal } = new AbortController();
const options = { db, plan: readPlan(folder), secret, signal };
console.log('ready');
await (direction === 'up' ? runPlan(options) : rollBack(options));
await db.end();
