import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { freshDatabase, type FreshDatabase } from '../convert/support/fresh-database.ts';
import { changes, schemaSnapshot } from '../convert/support/snapshot.ts';
import { project, type Project } from './project.ts';

/*
 * docs/convert.md, from its first block to its last: SQL, files and commands in their order, and what they print.
 */

const packageRoot = fileURLToPath(new URL('../..', import.meta.url));
const guide = readFileSync(new URL('../../../../docs/convert.md', import.meta.url), 'utf8');

// A database is attacked twice, by processes.
vi.setConfig({ testTimeout: 300_000 });

interface Block {
  readonly language: string;
  /** What stands behind the language: whose SQL it is, a file's name, how a command ends. */
  readonly note: string;
  readonly text: string;
}

const blocks: readonly Block[] = [...guide.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(
  ([, language = '', note = '', text = '']) => ({ language, note, text }),
);

let database: FreshDatabase;
let us: Project;
let schemaBefore: readonly string[] | undefined;
let output = '';

beforeAll(async () => {
  database = await freshDatabase();
  us = project(undefined);
  mkdirSync(join(us.folder, 'node_modules/@startkit'), { recursive: true });
  mkdirSync(join(us.folder, 'programs'));
  symlinkSync(packageRoot, join(us.folder, 'node_modules/@startkit/tenancy'));
  // What npx would find, were the package installed.
  us.write(
    'programs/npx',
    `#!/bin/sh\nname=$1; shift\ncase $name in
tenancy) exec '${process.execPath}' '${packageRoot}/bin/tenancy.js' "$@" ;;
tsx) exec '${packageRoot}/node_modules/.bin/tsx' "$@" ;;
*) exit 64 ;; esac\n`,
  );
  chmodSync(join(us.folder, 'programs/npx'), 0o755);
  us.write('environment', '');
});
afterAll(async () => {
  await database.run('drop owned by shop_app, shop_new; drop role shop_app, shop_new');
  us.remove();
  await database.close();
});

function shell(text: string): { readonly code: number | null; readonly output: string } {
  const script = text.replace('postgres://postgres@localhost/shop', database.url);
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-ec', `. ./environment\n${script}\nexport -p > environment`],
    {
      cwd: us.folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${us.folder}/programs:${process.env['PATH']}`, NO_COLOR: '1' },
    },
  );
  return { code: status, output: stdout + stderr };
}

async function asLogin(user: string, password: string, text: string) {
  const login = new pg.Client({
    connectionString: Object.assign(new URL(database.url), { username: user, password }).href,
  });
  await login.connect();
  try {
    const results: unknown = await login.query(text);
    return (Array.isArray(results) ? results : [results]) as pg.QueryResult[];
  } finally {
    await login.end();
  }
}

/** `...` stands for lines, or for the rest of one. */
function pattern(text: string): RegExp {
  const lines = text
    .trimEnd()
    .split('\n')
    .map((line) => {
      if (line === '...') return '(?:.*\\n)*?';
      const literal = line.replace(/ \.\.\.$/, '').replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return `${literal}${line.endsWith(' ...') ? '.*' : ''}\\n`;
    });
  return new RegExp(lines.join(''));
}

const steps = blocks.filter(({ language, note }) => language !== 'ts' || note !== '');
const codes: Readonly<Record<string, number>> = { '': 0, first: 1, fails: 2 };

describe('the guide', () => {
  test('runs every command that there is', () => {
    const inBlocks = blocks.map(({ text }) => text).join('\n');
    for (const part of ['plan', 'run', 'verify', 'rollback']) {
      expect(inBlocks).toContain(`npx tenancy convert ${part}\n`);
    }
    expect(blocks.every(({ language }) => ['sh', 'sql', 'ts', 'text'].includes(language))).toBe(
      true,
    );
  });

  test.each(
    steps.map((block, i) => [i, block.language, block.text.split('\n')[0], block] as const),
  )('%i: %s %s', async (_, language, __, { note, text }) => {
    if (language === 'ts') us.write(note, text);
    if (language === 'text') expect(output).toMatch(pattern(text));
    if (language === 'sh') {
      const ended = shell(text);
      expect(ended).toMatchObject({ code: codes[note] });
      output = ended.output.replaceAll(database.name, 'shop');
    }
    if (note === 'excerpt') {
      const folder = join(us.folder, 'conversion');
      const all = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
      expect(all.some((one) => one.includes(text))).toBe(true);
    } else if (note === 'shop_app') {
      const [, seen] = await asLogin('shop_app', 'shop', text);
      expect(seen?.rows).toEqual([{ organization_id: '01980000-0000-7000-8000-000000000001' }]);
    } else if (language === 'sql') {
      await database.run(text);
      schemaBefore ??= await schemaSnapshot(database.admin);
    }
  });

  test('leaves nothing behind', async () => {
    expect(changes(schemaBefore ?? [], await schemaSnapshot(database.admin))).toEqual([]);
  });
});
