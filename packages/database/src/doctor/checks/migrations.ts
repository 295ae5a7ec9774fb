import { errorText } from '../../environment/errors.ts';
import { migrationStatus } from '../../migrations/index.ts';
import { failed, ok, warning, type Check } from '../diagnosis.ts';

/** What db:status says, in one line each. */
export const checkMigrations: Check = async ({ urlOf }) => {
  const subject = 'migrations';
  try {
    const status = await migrationStatus({ url: await urlOf('migration') });
    const open = status.migrations.filter(({ state }) => state !== 'applied');
    const found = open.map(({ tag, state }) => `${tag} is ${state}`).join(', ');
    return [
      open.length === 0
        ? ok(subject, `all ${status.migrations.length} are applied`)
        : failed(subject, found, 'db:status says more; db:migrate applies what is pending.'),
      status.rlsInSync
        ? ok('row level security', 'as it was compiled')
        : failed('row level security', 'is not what was compiled', 'db:apply-rls puts it back.'),
      ...status.exposures.map((text) => failed('exposed', text, 'db:check says how to close it.')),
      ...(status.pushed
        ? [warning(subject, 'changes of db:push are in it', 'db:reset removes them.')]
        : []),
    ];
  } catch (error) {
    return [failed(subject, errorText(error), 'Mend what it says.')];
  }
};
