-- The queues of the warehouse's reconciliation, as those of the purges: tried again three times, after about half a minute, one and
-- two; one that hangs counts as failed after 15 minutes.
select pgboss.create_queue('warehouse.reconcile', '{"policy":"standard","retryLimit":3,"retryDelay":30,"retryBackoff":true,"expireInSeconds":900,"retentionMinutes":20160}');
--> statement-breakpoint
select pgboss.create_queue('warehouse.reconcile-all', '{"policy":"standard","retryLimit":3,"retryDelay":30,"retryBackoff":true,"expireInSeconds":900,"retentionMinutes":20160}');
