-- Rows that belong to nobody: a column is NULL, a path is missing or ends at a row that is itself an orphan, an address is unknown.
insert into members (company_id, email) values (null, 'nobody@example.com');
insert into subscriptions (account_id, plan) values (null, 'free');
insert into orders (company_id, number) values (null, 'O-lost');
insert into order_lines (order_id, line, product_id, quantity) values (null, 1, 1, 1), (null, 2, 2, 1);
insert into order_lines (order_id, line, product_id, quantity) select id, 1, 1, 1 from orders where number = 'O-lost';
insert into parcels select md5('lost parcel')::uuid, id from orders where number = 'O-lost';
insert into parcel_scans (parcel_id, scanned_at) values (md5('lost parcel')::uuid, '2024-02-02 00:00Z');
insert into attachments (name) values ('of nothing');
insert into mail_log (recipient, subject, sent_at) values ('stranger@example.com', 'Hello', '2024-02-02 00:00Z');
insert into activities (subject_type, subject_id, what) values ('order', 4711, 'vanished');
