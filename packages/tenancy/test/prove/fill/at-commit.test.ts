import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyDatabase } from './empty-database.ts';
import { filling, lacking } from './filled.ts';

let database: Awaited<ReturnType<typeof emptyDatabase>>;

beforeAll(async () => {
  database = await emptyDatabase();
  await database.db.query(`
    create table invoices (organization_id uuid not null, id int generated always as identity primary key);
    create table lines (organization_id uuid not null, id int generated always as identity primary key,
      invoice_id int not null references invoices);
    create table notes (organization_id uuid not null, note text);
    create function complete() returns trigger language plpgsql as $$
    begin
      if not exists (select from public.lines where invoice_id = new.id) then
        raise exception 'invoice % has no lines', new.id;
      end if;
      return null;
    end $$;
    create constraint trigger complete after insert on invoices
      deferrable initially deferred for each row execute function complete();`);
});
afterAll(() => database.close());

test('a row that is complete only with its children is let through', async () => {
  await filling(database.db, { roles: { tenant: [] } }, async (scene) => {
    expect(lacking(scene)).toEqual({});
    await scene.db.query('set constraints all immediate');
  });
});

test('a table that a constraint does not let through at the end is left out, and no other', async () => {
  await database.db.query(`
    create function never() returns trigger language plpgsql as $$
    begin raise exception 'the books are closed'; end $$;
    create table books (organization_id uuid not null, id serial primary key);
    create constraint trigger never after insert on books
      deferrable initially deferred for each row execute function never();
    create table pages (organization_id uuid not null, book_id int not null references books)`);
  await filling(database.db, { roles: { tenant: [] } }, async (scene) => {
    expect(lacking(scene)).toEqual({
      'public.books': 'its rows could not be committed: P0001: the books are closed',
      'public.pages': 'pages_book_id_fkey needs a row of public.books, and it has none',
    });
    await scene.db.query('set constraints all immediate');
  });
});
