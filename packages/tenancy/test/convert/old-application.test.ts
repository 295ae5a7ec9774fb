import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { converting, type Converting } from './support/converting.ts';
import { freshDatabase, type FreshDatabase } from './support/fresh-database.ts';

/*
 * What docs/convert.md says that the old application notices, and what it does not.
 */

const other = '00000000-0000-7000-8000-000000000002';

let database: FreshDatabase;
let conversion: Converting;
let old: pg.Client;
let role: string;
let owner: string;

beforeAll(async () => {
  database = await freshDatabase();
  role = `${database.name}_old`;
  owner = `${database.name}_owner`;
  await database.run(`
    create role ${owner};
    create table customers (id serial primary key, email text not null unique, name text);
    create table notes (id int primary key, note text);
    insert into customers (email) values ('a@example.com'), ('b@example.com');
    create view emails as select email from customers;
    create role ${role} login password 'old';
    grant select, insert, update, delete on all tables in schema public to ${role};
    grant usage on all sequences in schema public to ${role};
    create function count_customers() returns bigint language sql security definer as 'select count(*) from customers';
    create function count_as_owner() returns bigint language sql security definer as 'select count(*) from customers';
    create function log_note() returns trigger language plpgsql security definer as $$
      begin insert into notes_log (note_id) values (new.id); return null; end $$;
    create table notes_log (note_id int primary key);
    create trigger logs after insert on notes for each row execute function log_note();
    alter function count_as_owner() owner to ${owner};
    alter function log_note() owner to ${owner};
    grant select, insert on customers, notes_log to ${owner};
    grant create on schema public to ${role}`);
  old = new pg.Client({
    connectionString: Object.assign(new URL(database.url), { username: role, password: 'old' })
      .href,
  });
  await old.connect();
  conversion = await converting(database.url, {
    tables: { customers: 'tenant', notes: 'tenant', notes_log: 'tenant' },
    legacy: { roles: [role, owner] },
  });
  await old.query({ name: 'all', text: 'select * from customers order by id' });
  await old.query({ name: 'named', text: 'select id, email from customers order by id' });
  await conversion.run();
  await database.run(`
    insert into organizations (id, name) values ('${other}', 'Other');
    insert into customers (organization_id, email) values ('${other}', 'a@example.com')`);
});
afterAll(async () => {
  await old?.end();
  conversion?.close();
  await database?.run(`drop owned by ${role}, ${owner} cascade; drop role ${role}, ${owner}`);
  await database?.close();
});

const rowsOf = async (query: string | pg.QueryConfig) => {
  const { rows } = await old.query<Record<string, unknown>>(query);
  return rows;
};

describe('the old application', () => {
  test('has a column more in select *: what was prepared so fails', async () => {
    const all = { name: 'all', text: 'select * from customers order by id' };
    await expect(rowsOf(all)).rejects.toThrow('cached plan must not change result type');
    await old.query('deallocate "all"');
    expect(await rowsOf('select * from customers order by id')).toMatchObject([
      { email: 'a@example.com' },
      { email: 'b@example.com' },
    ]);
  });

  test('goes on with statements that were prepared and name their columns', async () => {
    const named = { name: 'named', text: 'select id, email from customers order by id' };
    expect(await rowsOf(named)).toHaveLength(2);
  });

  test('goes on with an insert that names no columns, and with views', async () => {
    await old.query(`insert into notes values (1, 'x')`);
    expect(await rowsOf('select id, note from notes')).toEqual([{ id: 1, note: 'x' }]);
    expect(await rowsOf('select email from emails order by 1')).toEqual([
      { email: 'a@example.com' },
      { email: 'b@example.com' },
    ]);
  });

  test('has to name both columns in ON CONFLICT, or the constraint', async () => {
    const insert = `insert into customers (email, name) values ('a@example.com', 'A') on conflict`;
    await expect(rowsOf(`${insert} (email) do nothing`)).rejects.toThrow(
      'no unique or exclusion constraint matching the ON CONFLICT specification',
    );
    const update = 'do update set name = excluded.name returning name';
    expect(await rowsOf(`${insert} (organization_id, email) ${update}`)).toEqual([{ name: 'A' }]);
    expect(await rowsOf(`${insert} on constraint customers_email_key ${update}`)).toEqual([
      { name: 'A' },
    ]);
    expect(await rowsOf(`${insert} do nothing`)).toEqual([]);
  });

  test('may still make temporary tables, and create in public where it could', async () => {
    await old.query('create temporary table mine (n int); create table ours (n int)');
    await old.query('drop table ours');
    expect(await rowsOf('select n from mine')).toEqual([]);
  });

  test('goes on with functions and triggers that run with the rights of a role that is named, too', async () => {
    expect(await rowsOf('select count_as_owner()::int as n')).toEqual([{ n: 2 }]);
    await old.query(`insert into notes values (2, 'y')`);
    expect(await database.run('select note_id from notes_log where note_id = 2')).toHaveLength(1);
  });

  test('counts all organizations by a superuser’s function, which the new application may not call', async () => {
    expect(await rowsOf('select count_customers()::int as n')).toEqual([{ n: 3 }]);
    await database.run('set role startkit_app');
    await expect(database.run('select count_customers()')).rejects.toThrow('permission denied');
    await database.run('reset role');
  });
});

test('a key that two organizations have cannot be made anew; once one is changed, the rollback goes on', async () => {
  await expect(conversion.rollBack()).rejects.toThrow('could not create unique index');
  await database.run(
    `update customers set email = 'c@example.com' where organization_id = '${other}'`,
  );
  await conversion.rollBack();
  expect(await database.run('select email from customers order by 1')).toHaveLength(3);
});
