import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { describe, expect, test } from 'vitest';
import { createTenantTable, tenantScope } from '../../src/drizzle.ts';
import { compileRls } from '../../src/policies.ts';

const organizations = tenantScope(pgTable('organizations', { id: uuid('id').primaryKey() }), {
  scope: 'organization',
});
const tenantTable = createTenantTable(() => organizations.id);
const columns = { name: text('name') };

const sqlOf = (table: unknown, options = {}) => compileRls({ schema: { table }, ...options });
const policiesOf = (sql: string) =>
  [...sql.matchAll(/^create policy (\w+) on \S+ for (\w+) to (\w+)$/gm)].map(
    ([, name, command, role]) => `${role} ${command} ${name}`,
  );

describe('the compiled script', () => {
  test('is the same for the same declarations, in whatever order they come', () => {
    const a = tenantTable('a', columns);
    const b = tenantTable('b', columns);
    expect(compileRls({ schema: { a, b } })).toBe(compileRls({ schema: { b, a } }));
  });

  test('refuses a table that nobody classified', () => {
    expect(() => sqlOf(pgTable('plain', columns))).toThrow(/"plain" is not classified/);
  });

  test('forces row security on every table, whatever its scope', () => {
    for (const scope of ['global', 'private', 'user', 'organization'] as const) {
      const table = tenantScope(pgTable('t', { id: uuid('id').primaryKey() }), { scope });
      expect(sqlOf(table)).toContain('alter table t force row level security;');
    }
  });

  test('gives a private table to no tenant role', () => {
    const table = tenantScope(pgTable('t', { id: uuid('id').primaryKey() }), { scope: 'private' });
    expect(sqlOf(table)).not.toMatch(/ t to startkit_(app|portal)/);
  });

  test('gives a portal user nothing unless it is declared', () => {
    expect(sqlOf(tenantTable('t', columns))).not.toMatch(/ on t .*to startkit_portal/);
    const shown = sqlOf(
      tenantTable('t', columns, undefined, { portal: { allow: ['select'], ownedBy: 'owner_id' } }),
    );
    expect(shown).toContain(
      'create policy portal_select on t for select to startkit_portal\n' +
        '  using (organization_id = (select app.current_org_id()) and owner_id = (select app.current_portal_user_id()));',
    );
    expect(shown).toContain('grant select on t to startkit_portal;');
  });

  test('asks once a statement whose rows a portal user’s are', () => {
    const sql = sqlOf(
      tenantTable('t', columns, undefined, {
        portal: { allow: ['select'], ownedBy: 'customer_id', owner: 'app.portal_customer_id()' },
      }),
    );
    expect(sql).toContain(
      '(organization_id = (select app.current_org_id()) and customer_id = (select app.portal_customer_id()));',
    );
  });

  test('shows a portal user the rows that are declared visible', () => {
    const sql = sqlOf(
      tenantTable('t', columns, undefined, {
        portal: { visible: '(tier = (select app.portal_tier()))', allow: ['select'] },
      }),
    );
    expect(sql).toContain(
      'create policy portal_select on t for select to startkit_portal\n' +
        '  using (organization_id = (select app.current_org_id()) and (tier = (select app.portal_tier())));',
    );
  });

  test('lets the definer update the columns that are declared, of the rows that it reads', () => {
    const sql = sqlOf(tenantTable('t', columns), {
      definerAccess: [{ table: 't', columns: ['id', 'name'], using: 'true', update: ['name'] }],
    });
    expect(sql).toContain(
      'create policy definer_update on t for update to startkit_definer\n  using (true)\n  with check (true);',
    );
    expect(sql).toContain('grant select (id, name), update (name) on t to startkit_definer;');
  });

  test('tells what a member sees from what they change', () => {
    const sql = sqlOf(
      tenantTable('t', columns, undefined, {
        visible: 'owner_id = any ((select app.shown())::uuid[])',
        changeable: 'owner_id = (select app.current_user_id())',
      }),
    );
    const seen =
      'organization_id = (select app.current_org_id()) and owner_id = any ((select app.shown())::uuid[])';
    const changed = `${seen} and owner_id = (select app.current_user_id())`;
    for (const [policy, using] of [
      ['tenant_select on t for select', seen],
      ['tenant_update on t for update', changed],
      ['tenant_delete on t for delete', changed],
    ]) {
      expect(sql).toContain(`create policy ${policy} to startkit_app\n  using (${using})`);
    }
  });

  test('leaves nothing but insert and select of an append-only table', () => {
    const sql = sqlOf(tenantTable('t', columns, undefined, { appendOnly: true }));
    expect(policiesOf(sql)).toEqual([
      'startkit_app select tenant_select',
      'startkit_app insert tenant_insert',
      'startkit_superadmin all superadmin_all',
      'startkit_backup select backup_select',
    ]);
    expect(sql).toContain('grant select, insert on t to startkit_app;');
    expect(sql).toContain('grant select, insert on t to startkit_superadmin;');
  });

  test('keeps protected columns out of the grants', () => {
    const sql = sqlOf(tenantTable('t', columns, undefined, { protectedColumns: ['name'] }));
    const grant = /grant .* on t to startkit_app;/.exec(sql)![0];
    expect(grant).toContain('update (organization_id, id, created_at, updated_at)');
    expect(grant).not.toContain('name');
  });

  test('asks for the member role once, and raises on delete', () => {
    const sql = sqlOf(tenantTable('t', columns, undefined, { write: 'admin' }), {
      memberCan: (least: string) => `app.member_can('${least}')`,
    });
    expect(sql).toContain(
      "with check (organization_id = (select app.current_org_id()) and (select app.member_can('admin')))",
    );
    expect(sql).toContain('create or replace trigger refuse_delete before delete on t');
  });

  test('drops the wrapper for Citus, which refuses subqueries in policies', () => {
    const sql = sqlOf(tenantTable('t', columns), { target: 'citus' });
    expect(sql).toContain('using (organization_id = app.current_org_id())');
    expect(sql.split('-- Table t')[1]).not.toContain('(select app.');
  });

  test('compares ids as what they are, UUIDs unless it is told', () => {
    const user = tenantScope(pgTable('users', { id: uuid('id').primaryKey() }), { scope: 'user' });
    const schema = { organizations, user, table: tenantTable('t', columns) };
    const types = (options: object) => {
      const sql = compileRls({ schema, ...options });
      const functions = [
        'current_org_id',
        'claimed_org_id',
        'current_user_id',
        'current_portal_user_id',
        'unscoped_user_id',
      ].map((name) => {
        const [, body = ''] = sql.split(`function app.${name}() returns pg_catalog.`);
        const [, returned, cast] = /^(\w+)\n[\s\S]*?::pg_catalog\.(\w+);\n/.exec(body) ?? [];
        return returned === cast ? returned : `${returned} from ${cast}`;
      });
      const arrays = [...sql.matchAll(/ids\(\)\)::(\w+)\[\]/g)].map(([, type]) => type);
      return [...functions, ...arrays].join(' ');
    };
    for (const signed of [true, false]) {
      expect(types({ signed })).toBe('uuid uuid uuid uuid uuid uuid uuid');
      expect(types({ signed, tenantKeyType: 'bigint', userIdType: 'integer' })).toBe(
        'int8 int8 int4 int4 int4 bigint integer',
      );
      expect(types({ signed, tenantKeyType: 'text' })).toBe('text text uuid uuid uuid text uuid');
    }
  });

  test('quotes names that need it', () => {
    const sql = sqlOf(tenantTable('Order Lines', columns));
    expect(sql).toContain('alter table "Order Lines" force row level security;');
    expect(sql).toContain(`app.drop_policies('"Order Lines"'::pg_catalog.regclass)`);
  });
});
