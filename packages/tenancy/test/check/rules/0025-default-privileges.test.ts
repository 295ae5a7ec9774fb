import { describe, test } from 'vitest';
import { onSafeDatabase } from '../break.ts';

const { breaks, accepts } = onSafeDatabase();

describe('0025 default-privileges', () => {
  test('the next table is open to tenants', () =>
    breaks('0025', {
      break: 'alter default privileges for role {owner} grant select, insert on tables to {app}',
      expect: [
        {
          object: 'default privileges of {owner}',
          detail: 'new tables: {app} has INSERT, SELECT',
          severity: 'error',
        },
      ],
    }));

  test('in one schema, to everybody', () =>
    breaks('0025', {
      break:
        'alter default privileges for role {owner} in schema "Ops" grant select on tables to public',
      expect: [
        {
          object: 'default privileges of {owner} in schema "Ops"',
          detail: 'new tables: public has SELECT',
        },
      ],
    }));

  test('the next sequence, function and schema', () =>
    breaks('0025', {
      break: `alter default privileges for role {owner} grant usage on sequences to {app};
        alter default privileges for role {owner} grant usage on schemas to {login};
        alter default privileges for role {owner} grant execute on functions to {app}`,
      expect: [
        {
          object: 'default privileges of {owner}',
          detail: 'new functions: {app} has EXECUTE',
          severity: 'warning',
        },
        { object: 'default privileges of {owner}', detail: 'new schemas: {login} has USAGE' },
        { object: 'default privileges of {owner}', detail: 'new sequences: {app} has USAGE' },
      ],
    }));

  test('not that everybody executes new functions, which is there anyway, nor what the staff gets', () =>
    accepts({
      break: `alter default privileges for role {owner} grant execute on functions to {staff};
        alter default privileges for role {owner} grant select on tables to {staff};
        alter default privileges for role {owner} grant usage on types to {app}`,
      undo: `alter default privileges for role {owner} revoke execute on functions from {staff};
        alter default privileges for role {owner} revoke select on tables from {staff};
        alter default privileges for role {owner} revoke usage on types from {app}`,
    }));

  test('nor what a tenant would make itself, nor in a schema that is not looked at', () =>
    accepts({
      break: `create schema elsewhere;
        alter default privileges for role {app} grant select on tables to {staff};
        alter default privileges for role {owner} in schema elsewhere grant select on tables to {app}`,
      config: (config) => ({ ...config, schemas: ['public', 'sales', 'Ops', 'internal'] }),
      undo: `alter default privileges for role {app} revoke select on tables from {staff};
        drop schema elsewhere cascade`,
    }));

  test('nor a role that takes the execution of new functions away', () =>
    accepts({
      break: 'alter default privileges for role {owner} revoke execute on functions from public',
      undo: 'alter default privileges for role {owner} grant execute on functions to public',
    }));
});
