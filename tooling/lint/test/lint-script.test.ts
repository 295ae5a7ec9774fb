import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../package.json' with { type: 'json' };
import { inTree } from './lint-tree.ts';

const FILE = 'packages/services/src/orders.ts';

/** Runs the package's own `lint` script, as pnpm does, over a repository of one file. */
function lintScript(code: string): { readonly status: number | null; readonly output: string } {
  return inTree({ [FILE]: code }, (root) => {
    const bin = join(root, 'node_modules', '.bin');
    const { status, stdout, stderr } = spawnSync(manifest.scripts.lint, {
      cwd: join(root, 'tooling', 'lint'),
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH']}` },
      encoding: 'utf8',
      shell: true,
    });
    return { status, output: stdout + stderr };
  });
}

describe('the lint script', () => {
  it('passes what is clean and formatted', () => {
    expect(lintScript("export const status = 'open';\n")).toMatchObject({ status: 0 });
  });

  it('fails on a finding, of our own rules and of those that need types', () => {
    const { status, output } = lintScript('Promise.resolve(process.env.DATABASE_URL);\n');
    expect(status).not.toBe(0);
    expect(output).toContain('startkit(no-process-env)');
    expect(output).toContain('typescript(no-floating-promises)');
  });

  it('fails on a file that is not formatted', () => {
    const { status, output } = lintScript('export const status = "open"\n');
    expect(status).not.toBe(0);
    expect(output).toContain(FILE);
  });
});
