import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LINT = fileURLToPath(new URL('..', import.meta.url));
const REPOSITORY = join(LINT, '..', '..');
const OXLINT = join(
  dirname(createRequire(import.meta.url).resolve('oxlint/package.json')),
  'bin/oxlint',
);
const TSCONFIG = {
  compilerOptions: {
    strict: true,
    target: 'ES2023',
    module: 'ESNext',
    moduleResolution: 'bundler',
    jsx: 'preserve',
    types: [],
    skipLibCheck: true,
    noEmit: true,
    allowImportingTsExtensions: true,
  },
};

/** A finding of oxlint: the rule as `plugin(rule)`, undefined for a file that does not parse. */
export interface Finding {
  readonly code?: string;
  readonly filename: string;
  readonly message: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/**
 * Lints a temporary tree laid out like the repository, with the repository's own configuration.
 * @param files paths from the root, and what stands in them; each package gets its manifest and tsconfig
 * @returns what oxlint found; throws when it did not run
 */
export function lintTree(files: Readonly<Record<string, string>>): readonly Finding[] {
  return inTree(files, (root) => {
    const args = [OXLINT, '--disable-nested-config', '--format', 'json', ...Object.keys(files)];
    const run = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    if (!run.stdout.startsWith('{')) {
      throw new Error(`oxlint did not run: ${run.stdout}${run.stderr}`);
    }
    return (JSON.parse(run.stdout) as { diagnostics: Finding[] }).diagnostics;
  });
}

/** Lays `files` out in a temporary tree, runs `work` with its root, and removes it. */
export function inTree<T>(files: Readonly<Record<string, string>>, work: (root: string) => T): T {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'startkit-lint-')));
  try {
    layOut(root, files);
    return work(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function layOut(root: string, files: Readonly<Record<string, string>>): void {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;
  for (const [path, text] of Object.entries(files)) {
    write(path, text);
    const [group, name] = path.split('/');
    write(`${group}/${name}/package.json`, json({ name: `@startkit/${name}` }));
    write(`${group}/${name}/tsconfig.json`, json(TSCONFIG));
  }
  write('package.json', json({ name: 'startkit' }));
  for (const name of ['.oxlintrc.json', '.oxfmtrc.json']) {
    copyFileSync(join(REPOSITORY, name), join(root, name));
  }
  mkdirSync(join(root, 'tooling/lint'), { recursive: true });
  symlinkSync(join(LINT, 'src'), join(root, 'tooling/lint/src'), 'junction');
  symlinkSync(join(LINT, 'node_modules'), join(root, 'node_modules'), 'junction');
}
