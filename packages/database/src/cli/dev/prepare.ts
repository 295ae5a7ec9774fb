import type { Environment } from '../../env.ts';
import migrateCommand from '../commands/migrate.ts';
import seedCommand from '../commands/seed.ts';
import type { Output } from '../output.ts';

/**
 * Makes the database ready: the local server started or adopted, migrated, its logins there, seeded.
 * A step does nothing when there is nothing to do.
 *
 * @throws what the steps throw; giving the local server back is the caller's.
 */
export async function prepareDatabase(environment: Environment, output: Output): Promise<void> {
  const context = { environment, flags: {}, rest: [], output };
  const migrated = await migrateCommand.run(context);
  for (const line of migrated.lines) output.line(`  ${line}`);
  const seeded = await seedCommand.run(context);
  output.line(`  ${describeAdded(addedRows(seeded.data['tables']))}`);
}

/** What the seed did, as a sentence. */
export function describeAdded(rows: number): string {
  if (rows === 0) return 'Nothing to do: the data is there.';
  return rows === 1 ? '1 row added.' : `${rows} rows added.`;
}

function addedRows(tables: unknown): number {
  if (!Array.isArray(tables)) return 0;
  const counts = tables as readonly { readonly inserted: number }[];
  return counts.reduce((sum, { inserted }) => sum + inserted, 0);
}
