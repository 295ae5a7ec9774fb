import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder, removeFolder } from '../../src/folder.ts';
import { readmeCommands, readmeExample } from '../../src/readme.ts';
import { repository } from '../../src/repository.ts';
import { run } from '../../src/run.ts';

// The engine in a project that is not this repository: packed, installed from the registry's packages, used.

const packCommand = 'npx pnpm@12 --filter @startkit/tenancy pack --pack-destination /tmp';
const tsc = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin/tsc',
);
const use = `
import { connect, invoicesOf, keyScript, rlsScript } from './example.js';
const secret = 'k1.' + Buffer.alloc(32, 1).toString('base64url');
console.log(rlsScript.includes('create policy'), keyScript(secret).includes('app.context_keys'));
const { db } = connect('postgres://app:secret@127.0.0.1:1/db', secret);
await invoicesOf(db, '01900000-0000-7000-8000-000000000001').catch((error) => console.log(String(error)));
`;

let folder: string;

beforeAll(async () => {
  folder = await makeFolder('pack', undefined);
});
afterAll(() => removeFolder(folder));

async function succeed(where: string, command: string, ...parameters: readonly string[]) {
  const { code, output } = await run(command, parameters, { folder: where });
  if (code !== 0) throw new Error(`${command} ended with exit code ${code}:\n${output}`);
  return output;
}

test('packed and installed elsewhere, the README’s example compiles and runs', async () => {
  expect(readmeCommands()).toContain(packCommand);
  const [, , ...pack] = packCommand.replace('/tmp', folder).split(' ');
  await succeed(repository, 'pnpm', ...pack);
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  expect(tarball).toBe('startkit-tenancy-0.1.0.tgz');

  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await succeed(
    folder,
    'npm',
    'install',
    '--no-audit',
    '--no-fund',
    join(folder, tarball),
    'drizzle-orm',
    'pg',
  );
  await writeFile(join(folder, 'example.ts'), readmeExample());
  await writeFile(join(folder, 'use.js'), use);
  const strict = ['--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2023'];
  await succeed(folder, process.execPath, tsc, ...strict, 'example.ts');

  const lines = (await succeed(folder, process.execPath, 'use.js')).trim().split('\n');
  expect(lines[0]).toBe('true true');
  expect(lines[1]).toContain('Cannot connect to 127.0.0.1:1/db as "app"');
});
