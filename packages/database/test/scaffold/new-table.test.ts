import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newTable, withExport } from '../../src/scaffold/new-table.ts';
import { tableNames } from '../../src/scaffold/table-name.ts';
import * as schema from '../../src/schema/index.ts';

const names = (name?: string) => tableNames(name, schema);

test('a name is written in three ways', async () => {
  expect(await names('line_items_2')).toEqual({
    table: 'line_items_2',
    identifier: 'lineItems2',
    file: 'line-items-2',
  });
});

test.each([
  [undefined, 'What shall it be called?'],
  ['LineItems', 'is no name for a table'],
  ['line-items', 'is no name for a table'],
  ['../items', 'is no name for a table'],
  ['_items', 'is no name for a table'],
  ['user', 'is a reserved word'],
  ['order', 'is a reserved word'],
  ['class', 'is a reserved word'],
  ['projects', 'has projects already'],
  ['audit_logs', 'has audit_logs already'],
  ['a'.repeat(49), 'is too long'],
])('%s is refused', async (name, message) => {
  await expect(names(name)).rejects.toMatchObject({
    code: 'USAGE',
    message: expect.stringContaining(message),
  });
});

describe('the files', () => {
  let directory: string;
  const index = (domain: string) =>
    readFileSync(join(directory, `src/schema/${domain}/index.ts`), 'utf8');

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'startkit-new-table-'));
    const folder = 'src/schema';
    cpSync(join(import.meta.dirname, '../..', folder), join(directory, folder), {
      recursive: true,
    });
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  test.each(['core', 'commerce', 'canvas', 'warehouse'])(
    'are written once, and exported by the domain: %s',
    async (domain) => {
      const root = readFileSync(join(directory, 'src/schema/index.ts'), 'utf8');
      expect(root).toContain(`export * from './${domain}/index.ts';`);
      const options = { names: await names('line_items'), domain, directory };
      expect(newTable(options)).toEqual([
        `src/schema/${domain}/line-items.ts`,
        `test/${domain}/line-items.test.ts`,
        `src/schema/${domain}/index.ts`,
      ]);
      const after = index(domain);
      expect(after).toContain(`export { lineItems } from './line-items.ts';\n`);
      expect(() => newTable(options)).toThrow('already. Nothing was written');
      expect(index(domain)).toBe(after);
    },
  );

  test.each(['billing', '../..', '.', ''])(
    'are not written to %j, which is no domain',
    async (domain) => {
      const options = { names: await names('line_items'), domain, directory };
      expect(() => newTable(options)).toThrow('but canvas, commerce, core, warehouse. Nothing');
      expect(existsSync(join(directory, 'test'))).toBe(false);
    },
  );
});

test('the export stands among the others, in their order', () => {
  const before = `export { a } from './core/a.ts';\nexport {\n  c,\n  type D,\n} from './core/c.ts';\n`;
  const at = (file: string) =>
    withExport(before, `export { x } from './core/${file}';`)
      .split('\n')
      .indexOf(`export { x } from './core/${file}';`);
  expect([at('0.ts'), at('b.ts'), at('d.ts')]).toEqual([0, 1, 5]);
});
