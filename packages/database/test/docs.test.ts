import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { schemaOverview } from '../src/docs/schema-overview.ts';

test('docs/schema.md is what the schema says: run db:docs and commit it', () => {
  const committed = readFileSync(new URL('../../../docs/schema.md', import.meta.url), 'utf8');
  expect(schemaOverview()).toBe(committed);
});

test('it has types with their precision, keys, indexes and checks', () => {
  const text = schemaOverview();
  expect(text).toContain('| organization_id | `uuid` |  | `app.claimed_org_id()` |');
  expect(text).toContain('- primary key `organization_id, id`');
  expect(text).toContain('to `organization_members (organization_id, user_id)`');
  expect(text).toContain(
    '- check `num_nonnulls(user_id, portal_user_id) = 1` (notifications_recipient_check)',
  );
});
