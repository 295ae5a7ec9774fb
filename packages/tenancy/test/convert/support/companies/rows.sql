insert into companies (name, domain) select 'Company ' || n, 'company' || n || '.example' from generate_series(1, 3) n;
insert into countries values ('DE', 'Germany'), ('FR', 'France');
insert into members (company_id, email, manager_id)
  select 1 + n % 3, 'member' || n || '@company' || (1 + n % 3) || '.example', case when n > 3 then 1 + (n - 1) % 3 end from generate_series(1, 12) n;
insert into subscriptions (account_id, plan) select n, (array['free', 'paid', 'paid'])[n] from generate_series(1, 3) n;
insert into products (company_id, sku, country) select 1 + n % 3, 'SKU-' || n / 3, (array['DE', null])[1 + n % 2] from generate_series(3, 32) n;
insert into orders (company_id, member_id, number) select 1 + n % 3, case when n % 4 > 0 then 1 + (n - 1) % 12 end, 'O-' || n from generate_series(1, 36) n;
insert into order_lines select id, line, 1 + (id + 3 * line) % 30, line from orders, generate_series(1, 2) line;
insert into parcels select md5('parcel ' || id)::uuid, id from orders where id % 2 = 0;
insert into parcel_scans (parcel_id, scanned_at)
  select md5('parcel ' || id)::uuid, timestamptz '2024-01-01 00:00Z' + n * interval '1 hour' from orders, generate_series(1, 2) n where id % 2 = 0;
insert into attachments (order_id, product_id, name)
  select id, null, 'order ' || id from orders where id % 3 = 0 union all select null, id, 'product ' || id from products where id % 5 = 0;
insert into mail_log (recipient, subject, sent_at)
  select email, 'Hello ' || n, timestamptz '2024-01-01 00:00Z' + n * interval '1 day' from members, generate_series(1, 2) n;
insert into activities (subject_type, subject_id, what)
  select 'order', id, 'placed' from orders union all select 'product', id, 'added' from products;
