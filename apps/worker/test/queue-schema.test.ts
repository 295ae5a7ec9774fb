import { readFileSync } from 'node:fs';
import PgBoss from 'pg-boss';
import { expect, test } from 'vitest';

const folder = new URL('../../../packages/database/src/migrations/sql/', import.meta.url);

/** The statements of a script, without the transaction and lock that pg-boss puts around its own. */
function statements(script: string): readonly string[] {
  return script
    .replaceAll(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.replaceAll(/\s+/g, ' ').trim())
    .filter(
      (statement) => !/^($|BEGIN$|COMMIT$|SET LOCAL |SELECT pg_advisory_xact_lock)/.test(statement),
    );
}

// When this fails, pg-boss was upgraded: write a migration from PgBoss.getMigrationPlans('pgboss', 24).
test('the migration makes the schema that the installed pg-boss expects', () => {
  const migration = statements(readFileSync(new URL('0002_job_queue.sql', folder), 'utf8'));
  const made = migration.filter((statement) => !statement.startsWith('select pgboss.create_queue'));
  expect(made).toEqual(statements(PgBoss.getConstructionPlans('pgboss')));
});
