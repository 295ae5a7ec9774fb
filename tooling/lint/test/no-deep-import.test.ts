import { ruleSuite } from './rule-suite.ts';

ruleSuite('startkit(no-deep-import)', {
  refused: [
    ['packages/services/src/', "import { db } from '@startkit/database/src/index.ts';"],
    ['packages/services/src/', "import type { Db } from '@startkit/database/src/clients/db';"],
    ['packages/services/src/', "import { seed } from '@startkit/database/test/seed';"],
    ['packages/services/src/', "import { projects } from '@startkit/database/schema/projects.ts';"],
    ['packages/services/src/orders/', "import { db } from '../../../database/src/index.ts';"],
    [
      'packages/services/src/orders/',
      "export * from '../../../../packages/database/src/index.ts';",
    ],
    ['apps/web/src/', "import { db } from '../../../packages/database/src/index.ts';"],
    ['packages/services/src/', "import repository from '../../../package.json';"],
    ['packages/services/src/', "import pg from '../node_modules/pg/lib/index.js';"],
    ['packages/services/src/', "import pg from 'vendor/node_modules/pg';"],
    ['packages/services/src/', "import { db } from '/srv/packages/database/src/index.ts';"],
    ['packages/services/src/', "import { db } from 'file:///srv/packages/database/src/index.ts';"],
    ['packages/services/src/', "export const db = await import('../../database/src/index.ts');"],
  ],
  passes: [
    ['packages/services/src/', "import { db } from '@startkit/database';"],
    ['packages/services/src/', "import { projects } from '@startkit/database/schema';"],
    ['packages/services/src/orders/', "import { total } from './total.ts';"],
    ['packages/services/src/orders/', "import { orders } from '../../test/orders.ts';"],
    ['packages/services/src/', "import manifest from '../package.json';"],
    ['packages/services/src/', "import { readFile } from 'node:fs/promises';"],
    ['packages/services/src/', "import { z } from 'zod/v4/core/parse.js';"],
    ['packages/services/src/', "export const text = '../../database/src/index.ts';"],
  ],
});
