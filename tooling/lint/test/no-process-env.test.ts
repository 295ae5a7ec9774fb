import { type Case, ruleSuite } from './rule-suite.ts';

const read = 'export const url = process.env.DATABASE_URL;';

ruleSuite('startkit(no-process-env)', {
  refused: [
    ...[
      read,
      "export const url = process.env['DATABASE_URL'];",
      "export const url = process['env'].DATABASE_URL;",
      'export const url = globalThis.process.env.DATABASE_URL;',
      'export const url = process?.env?.DATABASE_URL;',
      'export const url = (process as never as { env: { A: string } }).env.A;',
      'export const { env } = process;',
      'export let env: unknown;\n({ env } = process);',
      'export const { env: { DATABASE_URL } } = process;',
      "import { env } from 'node:process';\nexport { env };",
      "import { env as environment } from 'process';\nexport { environment };",
      "import proc from 'node:process';\nexport const url = proc.env.DATABASE_URL;",
      "import * as proc from 'node:process';\nexport const url = proc.env.DATABASE_URL;",
      "export { env } from 'node:process';",
      "process.env.TZ = 'UTC';",
    ].map((code): Case => ['packages/services/src/', code]),
    ['apps/web/src/data/', read],
    ['packages/database/src/environment.ts', read],
  ],
  passes: [
    ['packages/database/src/env.ts', read],
    ['apps/web/src/env.ts', read],
    ['apps/web/next.config.ts', read],
    ['packages/services/test/', read],
    ['packages/services/src/orders.test.ts', read],
    ['tooling/bench/src/', read],
    ['packages/services/src/', 'export const mode = process.argv[2];'],
    [
      'packages/services/src/',
      "import { env } from './env.ts';\nexport const url = env.DATABASE_URL;",
    ],
    ['packages/services/src/', 'export const url = (vm: { env: { A: string } }) => vm.env.A;'],
  ],
});
