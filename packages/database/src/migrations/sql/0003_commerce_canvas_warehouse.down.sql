-- startkit: takes back 0003_commerce_canvas_warehouse, SHA-256 448a77e994d75875e45a55d2154d7a3cb9690bc9a10a79467f6126e94ccf864f
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_portal_user_fk";
--> statement-breakpoint
DROP INDEX "lots_expires_on_idx";
--> statement-breakpoint
DROP INDEX "items_name_idx";
--> statement-breakpoint
DROP INDEX "inventory_ledger_user_id_idx";
--> statement-breakpoint
DROP INDEX "inventory_ledger_occurred_at_idx";
--> statement-breakpoint
DROP INDEX "inventory_ledger_location_idx";
--> statement-breakpoint
DROP INDEX "inventory_ledger_item_idx";
--> statement-breakpoint
DROP INDEX "inventory_ledger_balance_idx";
--> statement-breakpoint
DROP INDEX "inventory_balances_location_idx";
--> statement-breakpoint
DROP INDEX "count_sheets_posted_by_idx";
--> statement-breakpoint
DROP INDEX "count_sheets_status_idx";
--> statement-breakpoint
DROP INDEX "count_sheets_location_idx";
--> statement-breakpoint
DROP INDEX "count_lines_lot_idx";
--> statement-breakpoint
DROP INDEX "models_name_unique";
--> statement-breakpoint
DROP INDEX "executions_open_idx";
--> statement-breakpoint
DROP INDEX "executions_created_at_idx";
--> statement-breakpoint
DROP INDEX "executions_created_by_idx";
--> statement-breakpoint
DROP INDEX "executions_agent_id_idx";
--> statement-breakpoint
DROP INDEX "canvases_updated_at_idx";
--> statement-breakpoint
DROP INDEX "canvases_created_by_idx";
--> statement-breakpoint
DROP INDEX "canvases_model_id_idx";
--> statement-breakpoint
DROP INDEX "canvas_versions_created_by_idx";
--> statement-breakpoint
DROP INDEX "canvas_shares_user_id_idx";
--> statement-breakpoint
DROP INDEX "agents_name_unique";
--> statement-breakpoint
DROP INDEX "webhook_subscriptions_status_idx";
--> statement-breakpoint
DROP INDEX "webhook_events_occurred_at_idx";
--> statement-breakpoint
DROP INDEX "webhook_deliveries_pending_idx";
--> statement-breakpoint
DROP INDEX "webhook_deliveries_subscription_id_idx";
--> statement-breakpoint
DROP INDEX "tasks_customer_id_idx";
--> statement-breakpoint
DROP INDEX "tasks_open_idx";
--> statement-breakpoint
DROP INDEX "tasks_user_id_idx";
--> statement-breakpoint
DROP INDEX "sales_metrics_customer_id_idx";
--> statement-breakpoint
DROP INDEX "sales_metrics_user_id_idx";
--> statement-breakpoint
DROP INDEX "products_supplier_id_idx";
--> statement-breakpoint
DROP INDEX "products_category_status_idx";
--> statement-breakpoint
DROP INDEX "products_active_brand_idx";
--> statement-breakpoint
DROP INDEX "price_list_entries_customer_id_idx";
--> statement-breakpoint
DROP INDEX "price_list_entries_sku_id_idx";
--> statement-breakpoint
DROP INDEX "portal_users_customer_id_idx";
--> statement-breakpoint
DROP INDEX "portal_users_email_unique";
--> statement-breakpoint
DROP INDEX "portal_user_roles_role_id_idx";
--> statement-breakpoint
DROP INDEX "portal_sessions_portal_user_id_idx";
--> statement-breakpoint
DROP INDEX "payments_customer_id_idx";
--> statement-breakpoint
DROP INDEX "payments_invoice_id_idx";
--> statement-breakpoint
DROP INDEX "orders_sales_rep_id_idx";
--> statement-breakpoint
DROP INDEX "orders_portal_user_id_idx";
--> statement-breakpoint
DROP INDEX "orders_open_idx";
--> statement-breakpoint
DROP INDEX "orders_customer_id_ordered_on_idx";
--> statement-breakpoint
DROP INDEX "order_lines_price_list_entry_id_idx";
--> statement-breakpoint
DROP INDEX "order_lines_sku_id_idx";
--> statement-breakpoint
DROP INDEX "order_lines_order_id_idx";
--> statement-breakpoint
DROP INDEX "newsletter_subscriptions_status_idx";
--> statement-breakpoint
DROP INDEX "lists_favourites_unique";
--> statement-breakpoint
DROP INDEX "list_items_sku_id_idx";
--> statement-breakpoint
DROP INDEX "list_items_list_id_idx";
--> statement-breakpoint
DROP INDEX "invoices_customer_id_idx";
--> statement-breakpoint
DROP INDEX "invoices_order_id_idx";
--> statement-breakpoint
DROP INDEX "invoices_order_unique";
--> statement-breakpoint
DROP INDEX "customers_name_idx";
--> statement-breakpoint
DROP INDEX "compliance_filings_due_idx";
--> statement-breakpoint
DROP INDEX "carts_portal_user_id_idx";
--> statement-breakpoint
DROP INDEX "carts_active_unique";
--> statement-breakpoint
DROP INDEX "cart_items_sku_id_idx";
--> statement-breakpoint
DROP INDEX "cart_items_cart_id_idx";
--> statement-breakpoint
DROP INDEX "call_plans_customer_id_idx";
--> statement-breakpoint
DROP INDEX "call_plans_user_id_idx";
--> statement-breakpoint
DROP INDEX "activities_user_id_idx";
--> statement-breakpoint
DROP INDEX "activities_customer_id_idx";
--> statement-breakpoint
ALTER TABLE "lots" DROP CONSTRAINT "lots_item_fk";
--> statement-breakpoint
ALTER TABLE "lots" DROP CONSTRAINT "lots_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "locations" DROP CONSTRAINT "locations_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "items" DROP CONSTRAINT "items_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "inventory_ledger" DROP CONSTRAINT "inventory_ledger_count_line_fk";
--> statement-breakpoint
ALTER TABLE "inventory_ledger" DROP CONSTRAINT "inventory_ledger_user_fk";
--> statement-breakpoint
ALTER TABLE "inventory_ledger" DROP CONSTRAINT "inventory_ledger_lot_fk";
--> statement-breakpoint
ALTER TABLE "inventory_ledger" DROP CONSTRAINT "inventory_ledger_location_fk";
--> statement-breakpoint
ALTER TABLE "inventory_ledger" DROP CONSTRAINT "inventory_ledger_item_fk";
--> statement-breakpoint
ALTER TABLE "inventory_ledger" DROP CONSTRAINT "inventory_ledger_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "inventory_balances" DROP CONSTRAINT "inventory_balances_lot_fk";
--> statement-breakpoint
ALTER TABLE "inventory_balances" DROP CONSTRAINT "inventory_balances_location_fk";
--> statement-breakpoint
ALTER TABLE "inventory_balances" DROP CONSTRAINT "inventory_balances_item_fk";
--> statement-breakpoint
ALTER TABLE "inventory_balances" DROP CONSTRAINT "inventory_balances_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "count_sheets" DROP CONSTRAINT "count_sheets_posted_by_fk";
--> statement-breakpoint
ALTER TABLE "count_sheets" DROP CONSTRAINT "count_sheets_location_fk";
--> statement-breakpoint
ALTER TABLE "count_sheets" DROP CONSTRAINT "count_sheets_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "count_lines" DROP CONSTRAINT "count_lines_lot_fk";
--> statement-breakpoint
ALTER TABLE "count_lines" DROP CONSTRAINT "count_lines_item_fk";
--> statement-breakpoint
ALTER TABLE "count_lines" DROP CONSTRAINT "count_lines_count_sheet_fk";
--> statement-breakpoint
ALTER TABLE "count_lines" DROP CONSTRAINT "count_lines_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "models" DROP CONSTRAINT "models_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "executions" DROP CONSTRAINT "executions_created_by_fk";
--> statement-breakpoint
ALTER TABLE "executions" DROP CONSTRAINT "executions_agent_fk";
--> statement-breakpoint
ALTER TABLE "executions" DROP CONSTRAINT "executions_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "canvases" DROP CONSTRAINT "canvases_created_by_fk";
--> statement-breakpoint
ALTER TABLE "canvases" DROP CONSTRAINT "canvases_model_fk";
--> statement-breakpoint
ALTER TABLE "canvases" DROP CONSTRAINT "canvases_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "canvas_versions" DROP CONSTRAINT "canvas_versions_created_by_fk";
--> statement-breakpoint
ALTER TABLE "canvas_versions" DROP CONSTRAINT "canvas_versions_canvas_fk";
--> statement-breakpoint
ALTER TABLE "canvas_versions" DROP CONSTRAINT "canvas_versions_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "canvas_shares" DROP CONSTRAINT "canvas_shares_user_fk";
--> statement-breakpoint
ALTER TABLE "canvas_shares" DROP CONSTRAINT "canvas_shares_canvas_fk";
--> statement-breakpoint
ALTER TABLE "canvas_shares" DROP CONSTRAINT "canvas_shares_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "agents" DROP CONSTRAINT "agents_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "webhook_subscriptions" DROP CONSTRAINT "webhook_subscriptions_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "webhook_secrets" DROP CONSTRAINT "webhook_secrets_subscription_fk";
--> statement-breakpoint
ALTER TABLE "webhook_secrets" DROP CONSTRAINT "webhook_secrets_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "webhook_events" DROP CONSTRAINT "webhook_events_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" DROP CONSTRAINT "webhook_deliveries_subscription_fk";
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" DROP CONSTRAINT "webhook_deliveries_event_fk";
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" DROP CONSTRAINT "webhook_deliveries_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_customer_fk";
--> statement-breakpoint
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_user_fk";
--> statement-breakpoint
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "suppliers" DROP CONSTRAINT "suppliers_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "state_tax_rates" DROP CONSTRAINT "state_tax_rates_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "skus" DROP CONSTRAINT "skus_product_fk";
--> statement-breakpoint
ALTER TABLE "skus" DROP CONSTRAINT "skus_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "sales_metrics" DROP CONSTRAINT "sales_metrics_customer_fk";
--> statement-breakpoint
ALTER TABLE "sales_metrics" DROP CONSTRAINT "sales_metrics_user_fk";
--> statement-breakpoint
ALTER TABLE "sales_metrics" DROP CONSTRAINT "sales_metrics_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "products" DROP CONSTRAINT "products_supplier_fk";
--> statement-breakpoint
ALTER TABLE "products" DROP CONSTRAINT "products_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "price_list_entries" DROP CONSTRAINT "price_list_entries_customer_fk";
--> statement-breakpoint
ALTER TABLE "price_list_entries" DROP CONSTRAINT "price_list_entries_sku_fk";
--> statement-breakpoint
ALTER TABLE "price_list_entries" DROP CONSTRAINT "price_list_entries_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "portal_users" DROP CONSTRAINT "portal_users_customer_fk";
--> statement-breakpoint
ALTER TABLE "portal_users" DROP CONSTRAINT "portal_users_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "portal_user_roles" DROP CONSTRAINT "portal_user_roles_portal_user_fk";
--> statement-breakpoint
ALTER TABLE "portal_user_roles" DROP CONSTRAINT "portal_user_roles_role_id_roles_id_fk";
--> statement-breakpoint
ALTER TABLE "portal_user_roles" DROP CONSTRAINT "portal_user_roles_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "portal_sessions" DROP CONSTRAINT "portal_sessions_portal_user_fk";
--> statement-breakpoint
ALTER TABLE "portal_sessions" DROP CONSTRAINT "portal_sessions_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "portal_credentials" DROP CONSTRAINT "portal_credentials_portal_user_fk";
--> statement-breakpoint
ALTER TABLE "portal_credentials" DROP CONSTRAINT "portal_credentials_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_invoice_fk";
--> statement-breakpoint
ALTER TABLE "payments" DROP CONSTRAINT "payments_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_sales_rep_fk";
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_cart_fk";
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_portal_user_fk";
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_customer_fk";
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "order_lines" DROP CONSTRAINT "order_lines_price_list_entry_fk";
--> statement-breakpoint
ALTER TABLE "order_lines" DROP CONSTRAINT "order_lines_sku_fk";
--> statement-breakpoint
ALTER TABLE "order_lines" DROP CONSTRAINT "order_lines_order_fk";
--> statement-breakpoint
ALTER TABLE "order_lines" DROP CONSTRAINT "order_lines_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "newsletter_subscriptions" DROP CONSTRAINT "newsletter_subscriptions_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "lists" DROP CONSTRAINT "lists_portal_user_fk";
--> statement-breakpoint
ALTER TABLE "lists" DROP CONSTRAINT "lists_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "list_items" DROP CONSTRAINT "list_items_sku_fk";
--> statement-breakpoint
ALTER TABLE "list_items" DROP CONSTRAINT "list_items_list_fk";
--> statement-breakpoint
ALTER TABLE "list_items" DROP CONSTRAINT "list_items_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "invoices" DROP CONSTRAINT "invoices_order_fk";
--> statement-breakpoint
ALTER TABLE "invoices" DROP CONSTRAINT "invoices_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "inventory" DROP CONSTRAINT "inventory_sku_fk";
--> statement-breakpoint
ALTER TABLE "inventory" DROP CONSTRAINT "inventory_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "integration_tokens" DROP CONSTRAINT "integration_tokens_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "customers" DROP CONSTRAINT "customers_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "compliance_filings" DROP CONSTRAINT "compliance_filings_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "carts" DROP CONSTRAINT "carts_portal_user_fk";
--> statement-breakpoint
ALTER TABLE "carts" DROP CONSTRAINT "carts_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "cart_items" DROP CONSTRAINT "cart_items_sku_fk";
--> statement-breakpoint
ALTER TABLE "cart_items" DROP CONSTRAINT "cart_items_cart_fk";
--> statement-breakpoint
ALTER TABLE "cart_items" DROP CONSTRAINT "cart_items_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "call_plans" DROP CONSTRAINT "call_plans_customer_fk";
--> statement-breakpoint
ALTER TABLE "call_plans" DROP CONSTRAINT "call_plans_user_fk";
--> statement-breakpoint
ALTER TABLE "call_plans" DROP CONSTRAINT "call_plans_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "activities" DROP CONSTRAINT "activities_user_fk";
--> statement-breakpoint
ALTER TABLE "activities" DROP CONSTRAINT "activities_customer_fk";
--> statement-breakpoint
ALTER TABLE "activities" DROP CONSTRAINT "activities_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "account_health_snapshots" DROP CONSTRAINT "account_health_snapshots_customer_fk";
--> statement-breakpoint
ALTER TABLE "account_health_snapshots" DROP CONSTRAINT "account_health_snapshots_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "organization_settings" DROP COLUMN "allow_negative_stock";
--> statement-breakpoint
DROP TABLE "lots";
--> statement-breakpoint
DROP TABLE "locations";
--> statement-breakpoint
DROP TABLE "items";
--> statement-breakpoint
DROP TABLE "inventory_ledger";
--> statement-breakpoint
DROP TABLE "inventory_balances";
--> statement-breakpoint
DROP TABLE "count_sheets";
--> statement-breakpoint
DROP TABLE "count_lines";
--> statement-breakpoint
DROP TABLE "balance_backfills";
--> statement-breakpoint
DROP TABLE "models";
--> statement-breakpoint
DROP TABLE "executions";
--> statement-breakpoint
DROP TABLE "canvases";
--> statement-breakpoint
DROP TABLE "canvas_versions";
--> statement-breakpoint
DROP TABLE "canvas_shares";
--> statement-breakpoint
DROP TABLE "agents";
--> statement-breakpoint
DROP TABLE "webhook_subscriptions";
--> statement-breakpoint
DROP TABLE "webhook_secrets";
--> statement-breakpoint
DROP TABLE "webhook_events";
--> statement-breakpoint
DROP TABLE "webhook_deliveries";
--> statement-breakpoint
DROP TABLE "tasks";
--> statement-breakpoint
DROP TABLE "suppliers";
--> statement-breakpoint
DROP TABLE "state_tax_rates";
--> statement-breakpoint
DROP TABLE "skus";
--> statement-breakpoint
DROP TABLE "sales_metrics";
--> statement-breakpoint
DROP TABLE "products";
--> statement-breakpoint
DROP TABLE "price_list_entries";
--> statement-breakpoint
DROP TABLE "portal_users";
--> statement-breakpoint
DROP TABLE "portal_user_roles";
--> statement-breakpoint
DROP TABLE "portal_sessions";
--> statement-breakpoint
DROP TABLE "portal_credentials";
--> statement-breakpoint
DROP TABLE "payments";
--> statement-breakpoint
DROP TABLE "orders";
--> statement-breakpoint
DROP TABLE "order_lines";
--> statement-breakpoint
DROP TABLE "newsletter_subscriptions";
--> statement-breakpoint
DROP TABLE "lists";
--> statement-breakpoint
DROP TABLE "list_items";
--> statement-breakpoint
DROP TABLE "invoices";
--> statement-breakpoint
DROP TABLE "inventory";
--> statement-breakpoint
DROP TABLE "integration_tokens";
--> statement-breakpoint
DROP TABLE "customers";
--> statement-breakpoint
DROP TABLE "compliance_filings";
--> statement-breakpoint
DROP TABLE "carts";
--> statement-breakpoint
DROP TABLE "cart_items";
--> statement-breakpoint
DROP TABLE "call_plans";
--> statement-breakpoint
DROP TABLE "activities";
--> statement-breakpoint
DROP TABLE "account_health_snapshots";
