import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { OperationError } from '../../environment/errors.ts';
import { withSession } from '../../environment/session.ts';
import { kitProject } from '../generate/project.ts';
import { drizzlePull } from './drizzle-pull.ts';
import { type InferredScope, inferScopes } from './infer-scopes.ts';
import { inKeyOrder, readKeyOrders } from './key-order.ts';
import { readTables } from './read-tables.ts';
import { scopesText } from './scopes-text.ts';

export interface PullOptions {
  readonly url: string;
  /** The folder to make. */
  readonly out: string;
  /** SQL name of the column that says whose a row is. Default: organization_id. */
  readonly tenantKey?: string;
  /** Default: public. */
  readonly schemas?: readonly string[];
}

export interface PullResult {
  readonly folder: string;
  readonly scopes: readonly InferredScope[];
}

/**
 * Reads a database into Drizzle schema files, with the scopes that the tenant key tells: `schema.ts` and `relations.ts`
 * as drizzle-kit writes them, and `scopes.ts`. Changes nothing in the database.
 *
 * @throws OperationError `REFUSED` when the folder is there already, `GENERATE_FAILED` when drizzle-kit cannot read the
 * database or there is no table in it, or as `openSession`.
 */
export async function pullSchema(options: PullOptions): Promise<PullResult> {
  const folder = resolve(options.out);
  if (existsSync(folder)) {
    throw new OperationError(
      'REFUSED',
      `${folder} is there already, and db:pull writes over nothing. Give another --out, or remove it.`,
    );
  }
  // drizzle-kit says little about a server that it cannot reach.
  const { schemas = ['public'], tenantKey = 'organization_id' } = options;
  const orders = await withSession(options.url, (session) => readKeyOrders(session, schemas), {
    name: 'startkit-pull',
  });
  const draft = draftFolder();
  try {
    await drizzlePull({ url: options.url, folder: draft, schemas });
    const schema = join(draft, 'schema.ts');
    writeFileSync(schema, inKeyOrder(readFileSync(schema, 'utf8'), orders));
    const tables = await readTables(schema);
    if (tables.length === 0) throw noTable(schemas);
    const scopes = inferScopes(tables, tenantKey);
    mkdirSync(folder, { recursive: true });
    for (const name of ['schema.ts', 'relations.ts']) cpSync(join(draft, name), join(folder, name));
    writeFileSync(join(folder, 'scopes.ts'), scopesText(scopes, tenantKey));
    return { folder, scopes };
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Below this package, so that what is written there finds drizzle-orm. */
function draftFolder(): string {
  const cache = join(kitProject().directory, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(join(cache, 'startkit-pull-'));
}

function noTable(schemas: readonly string[]): OperationError {
  return new OperationError(
    'GENERATE_FAILED',
    `There is no table in ${schemas.join(', ')} that the login may see. Nothing was written. Give --schema, and another login ` +
      'if need be.',
  );
}
