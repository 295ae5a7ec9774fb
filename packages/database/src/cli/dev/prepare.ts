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
  const added = addedRows(seeded.data['tables']);
  output.line(added === 0 ? '  Nothing to do: the data is there.' : `  ${added} rows added.`);
}

function addedRows(tables: unknown): number {
  if (!Array.isArray(tables)) return 0;
  const counts = tables as readonly { readonly inserted: number }[];
  return counts.reduce((sum, { inserted }) => sum + inserted, 0);
}
