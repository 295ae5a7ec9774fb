-- startkit: takes back 0004_warehouse_queues, SHA-256 37560028e98623a6412954115a349a0a0a017b8258cc494cbe263058d7bf1def
-- Jobs that wait there, and the traces of those that ran, go with their queues: a worker makes them again each day.
do $$ begin
  delete from pgboss.job where name in ('warehouse.reconcile', 'warehouse.reconcile-all');
  perform pgboss.delete_queue('warehouse.reconcile'), pgboss.delete_queue('warehouse.reconcile-all');
end $$;
