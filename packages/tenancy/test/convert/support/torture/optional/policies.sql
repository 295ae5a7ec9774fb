-- Row-level security that is there already: its permissive policy would be OR-ed to a tenant's.
create table notes (id serial primary key, author text not null default current_user, body text not null);
alter table notes enable row level security;
create policy notes_own on notes to convert_app using (author = current_user) with check (author = current_user);
grant select, insert on notes to convert_app;
insert into notes (author, body) select case when n % 2 = 0 then 'convert_app' else 'somebody' end, 'note ' || n from generate_series(1, 8) n;
