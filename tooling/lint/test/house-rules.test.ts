import { describe, expect, it } from 'vitest';
import { lintTree } from './lint-tree.ts';

/** Each file breaks the one rule it is listed with. */
const broken: Readonly<Record<string, readonly [rule: string, code: string]>> = {
  'packages/services/src/any.ts': [
    'typescript(no-explicit-any)',
    'export const first = (rows: any[]): unknown => rows[0];',
  ],
  'packages/services/src/unused.ts': [
    'eslint(no-unused-vars)',
    'export function first(a: number) {\n  const b = 1;\n  return a;\n}',
  ],
  'packages/services/src/type-import.ts': [
    'typescript(consistent-type-imports)',
    "import { Row } from './any.ts';\nexport type Rows = Row[];",
  ],
  'packages/services/src/misused.ts': [
    'typescript(no-misused-promises)',
    'export const run = async (work: () => Promise<boolean>) => (work() ? 1 : await Promise.resolve(2));',
  ],
  'packages/services/src/not-thenable.ts': [
    'typescript(await-thenable)',
    'export const run = async (n: number) => await n;',
  ],
  'packages/services/src/unguarded-return.ts': [
    'typescript(return-await)',
    'export async function run(work: () => Promise<number>) {\n  try {\n    return work();\n  } catch {\n    return 0;\n  }\n}',
  ],
  'packages/services/src/cycle-a.ts': [
    'import(no-cycle)',
    "import { b } from './cycle-b.ts';\nexport const a = () => b();",
  ],
  'packages/services/src/cycle-b.ts': [
    'import(no-cycle)',
    "import { a } from './cycle-a.ts';\nexport const b = (): number => a();",
  ],
  'packages/services/src/stale-directive.ts': [
    'Unused oxlint-disable directive (no problems were reported).',
    '// oxlint-disable-next-line no-debugger\nexport const a = 1;',
  ],
  'packages/services/test/focused.test.ts': [
    'vitest(no-focused-tests)',
    "import { it } from 'vitest';\nit.only('works', () => {});",
  ],
  'packages/services/test/skipped.test.ts': [
    'vitest(no-disabled-tests)',
    "import { it } from 'vitest';\nit.skip('works', () => {});",
  ],
  'apps/web/src/hook.tsx': [
    'react-hooks(rules-of-hooks)',
    "import { useState } from 'react';\nexport function Box({ on }: { on: boolean }) {\n  if (on) useState(1);\n  return <p />;\n}",
  ],
};

describe('the house rules', () => {
  const files = Object.fromEntries(Object.entries(broken).map(([path, [, code]]) => [path, code]));
  const findings = lintTree(files);

  it.each(Object.entries(broken).map(([path, [rule]]) => ({ path, rule })))(
    '$rule refuses $path',
    ({ path, rule }) => {
      const rules = findings
        .filter(({ filename }) => filename === path)
        .map(({ code, message }) => code ?? message);
      expect(rules).toContain(rule);
    },
  );
});
