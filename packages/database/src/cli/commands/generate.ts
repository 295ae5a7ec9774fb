import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { buildSchema } from '../../migrations/dump/build.ts';
import { kitSchemaFile } from '../../migrations/dump/file.ts';
import { schemaText } from '../../migrations/dump/text.ts';
import { schemaChanges } from '../../migrations/generate/changes.ts';
import { drizzleKitGenerate } from '../../migrations/generate/drizzle-kit.ts';
import { kitProject } from '../../migrations/generate/project.ts';
import { kitMigrations } from '../../migrations/index.ts';
import { writeDown } from '../../migrations/rollback/write-down.ts';
import type { Command, CommandContext, CommandResult } from '../command.ts';
import { isInteractive } from '../terminal.ts';
import { describeDown } from './rollback.ts';

const command: Command = {
  summary:
    'Write the migration of the changes in the schema, compile Row-Level Security, dump the schema',
  usage: '[--check] [--name NAME] [--custom]',
  options: { check: { type: 'boolean' } },
  passesFlags: true,
  run: (context) => (context.flags['check'] === true ? check() : generate(context)),
};

export default command;

async function generate({ rest, output }: CommandContext): Promise<CommandResult> {
  // Compiled first: a table that is not classified is refused before anything is written.
  const rls = await compileRls();
  const tag = await drizzleKitGenerate(kitProject(), {
    flags: rest,
    interactive: isInteractive() && !output.json,
  });
  const { rlsFile } = kitMigrations();
  const rlsChanged = rls !== readIfThere(rlsFile);
  if (rlsChanged) writeFileSync(rlsFile, rls);
  output.line(
    tag === undefined ? 'The schema has no changes.' : `Wrote the migration ${tag}: read it.`,
  );
  // A custom one is empty yet.
  const down =
    tag === undefined || rest.includes('--custom')
      ? undefined
      : await writeDown(kitProject().folder, tag);
  if (down !== undefined) for (const line of describeDown(down)) output.line(line);
  output.line(
    rlsChanged ? 'Compiled Row-Level Security: rls.sql changed.' : 'rls.sql is up to date.',
  );
  const dump = schemaText(await buildSchema(kitMigrations()));
  const dumpChanged = dump !== readIfThere(kitSchemaFile());
  if (dumpChanged) writeFileSync(kitSchemaFile(), dump);
  return {
    data: { migration: tag ?? null, down: down ?? null, rlsChanged, dumpChanged },
    lines: [dumpChanged ? 'Dumped the schema: schema.json changed.' : 'schema.json is up to date.'],
  };
}

async function check(): Promise<CommandResult> {
  const rls = await compileRls();
  const rlsStale = rls !== readIfThere(kitMigrations().rlsFile);
  const dump = schemaText(await buildSchema(kitMigrations(), rls));
  const dumpStale = dump !== readIfThere(kitSchemaFile());
  const changes = await schemaChanges(kitProject());
  const statements = changes?.statements ?? [];
  const ok = !rlsStale && !dumpStale && changes === undefined;
  return {
    ok,
    data: { rlsStale, dumpStale, statements },
    lines: ok
      ? ['The migrations, rls.sql and schema.json are what the schema says.']
      : [
          ...(rlsStale ? ['rls.sql is stale.'] : []),
          ...(dumpStale ? ['schema.json is stale.'] : []),
          ...(changes ? ['The schema has changes without a migration:', ...statements] : []),
          'Run db:generate, and commit what it writes.',
        ],
  };
}

async function compileRls(): Promise<string> {
  const { compileDatabasePolicies } = await import('../../policies.ts');
  return compileDatabasePolicies();
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
