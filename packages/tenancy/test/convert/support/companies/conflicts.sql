-- References from one company's row to another's, which a foreign key that has the organization in it refuses.
insert into orders (company_id, member_id, number) select 1, id, 'O-conflict' from members where company_id = 2 order by id limit 1;
insert into order_lines (order_id, line, product_id, quantity)
  select o.id, 1, (select min(id) from products where company_id = 3), 1 from orders o where o.number = 'O-conflict';
update members set manager_id = (select min(id) from members where company_id = 1)
  where id = (select max(id) from members where company_id = 2);
