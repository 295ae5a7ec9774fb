import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { documentedCommands } from '../../src/documented-commands.ts';
import { pnpm } from '../../src/pnpm.ts';
import { fillProduct, startProduct, takeOver, type Product } from '../../src/product.ts';
import { repository } from '../../src/repository.ts';

/** Tests that run all commands of a document, in its order. */
const guides: Readonly<Record<string, string>> = {
  'docs/backup.md': 'tooling/system-tests/test/backup/guide.test.ts',
  'docs/drift.md': 'tooling/system-tests/test/drift/guide.test.ts',
};

/** Scripts that write files of the repository, drop a database or do not end, and the test that runs them. */
const elsewhere: Readonly<Record<string, string>> = {
  dev: 'tooling/system-tests/test/readme/dev.test.ts',
  test: '.ci/run',
  '--filter': 'tooling/system-tests/test/readme/pack.test.ts',
  'db:generate': 'packages/database/test/system/new-table.test.ts',
  'db:new-table': 'packages/database/test/system/new-table.test.ts',
  'db:reset': 'packages/database/test/cli/db.test.ts',
  // Of a database that has a journal there is nothing to take over.
  'db:baseline': 'tooling/system-tests/test/drift/guide.test.ts',
};

const commands = documentedCommands();
const runHere = commands.filter(
  ({ file, script, parameters }) =>
    !(file in guides) &&
    !(script in elsewhere) &&
    !parameters.some((text) => /^[A-Z.]+$/.test(text)) &&
    script !== 'db:...',
);

let product: Product;

beforeAll(async () => {
  product = await startProduct();
  await fillProduct(product);
});
afterAll(() => product.stop());

test('every documented script is one of the project’s', () => {
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const unknown = commands.filter(
    ({ script }) => !(script in scripts) && !['--filter', 'db:...', 'install'].includes(script),
  );
  expect(unknown).toEqual([]);
});

test.each(Object.entries(elsewhere))('%s is run by %s', (script, file) => {
  const name = script.replace(/^db:/, '').replace('--filter', '@startkit/tenancy');
  expect(readFileSync(join(repository, file), 'utf8')).toContain(name);
});

describe('on a database that is migrated, provisioned and seeded', { timeout: 120_000 }, () => {
  const lines = [
    ...new Set(runHere.map(({ script, parameters }) => [script, ...parameters].join(' '))),
  ];
  test.each(lines)('%s', async (line) => {
    const [script = '', ...parameters] = line.split(' ');
    const { code, output } = await pnpm(script, parameters, product.env);
    if (script === 'db:provision') takeOver(product, output);
    expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  });
});
