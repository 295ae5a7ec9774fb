import { type Case, ruleSuite } from './rule-suite.ts';

const named = "import { superadminDb } from '@startkit/database';\nexport const db = superadminDb;";

ruleSuite('startkit(no-superadmin-db)', {
  refused: [
    ...['packages/services/src/', 'apps/web/src/', 'apps/worker/src/'].map((place): Case => [
      place,
      named,
    ]),
    [
      'apps/worker/src/',
      "import { superadminDb as db } from '@startkit/database';\nexport { db };",
    ],
    [
      'apps/worker/src/',
      "import { 'superadminDb' as db } from '@startkit/database';\nexport { db };",
    ],
    ['apps/worker/src/', "export { superadminDb } from '@startkit/database';"],
    ['apps/worker/src/', "export { superadminDb as db } from '@startkit/database';"],
    [
      'apps/worker/src/',
      "import * as all from '@startkit/database';\nexport const db = all.superadminDb;",
    ],
    [
      'apps/worker/src/',
      "import * as all from '@startkit/database';\nexport const db = all['superadminDb'];",
    ],
    [
      'apps/worker/src/',
      "import * as all from '@startkit/database';\nexport const db = all[`superadminDb`];",
    ],
    ['apps/worker/src/', "export const { superadminDb: db } = await import('@startkit/database');"],
    [
      'apps/worker/src/',
      "export const { 'superadminDb': db } = await import('@startkit/database');",
    ],
    ['apps/web/src/queue.ts', named],
    ['apps/web/src/app/test/', named],
    ['packages/services/src/superadmin.ts', named],
  ],
  passes: [
    ['packages/database/src/clients/', named],
    ['apps/worker/src/jobs/superadmin-retention.ts', named],
    ['apps/worker/src/superadmin.ts', named],
    ['apps/worker/src/queue.ts', named],
    ['apps/worker/src/queue-schedules.ts', named],
    ['packages/services/test/', named],
    [
      'apps/worker/src/',
      "import { withTenant } from '@startkit/database';\nexport { withTenant };",
    ],
    ['apps/worker/src/', "export const reason = 'superadminDb is not used here';"],
    ['apps/worker/src/', "export const reason = 'superadminDb';"],
  ],
});
