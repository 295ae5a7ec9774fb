-- startkit: takes back 0006_orders, SHA-256 6a84b4830d41131060d1cd946b38cc6d2cf01cb73a3e8c24277f4c2465fa100e
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
DROP INDEX "carts_portal_user_id_idx";
--> statement-breakpoint
DROP INDEX "carts_active_unique";
--> statement-breakpoint
DROP INDEX "cart_items_sku_id_idx";
--> statement-breakpoint
DROP INDEX "cart_items_cart_id_idx";
--> statement-breakpoint
ALTER TABLE "suppliers" DROP CONSTRAINT "suppliers_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "skus" DROP CONSTRAINT "skus_product_fk";
--> statement-breakpoint
ALTER TABLE "skus" DROP CONSTRAINT "skus_organization_id_organizations_id_fk";
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
DROP TABLE "suppliers";
--> statement-breakpoint
DROP TABLE "skus";
--> statement-breakpoint
DROP TABLE "products";
--> statement-breakpoint
DROP TABLE "price_list_entries";
--> statement-breakpoint
DROP TABLE "portal_user_roles";
--> statement-breakpoint
DROP TABLE "portal_sessions";
--> statement-breakpoint
DROP TABLE "payments";
--> statement-breakpoint
DROP TABLE "orders";
--> statement-breakpoint
DROP TABLE "order_lines";
--> statement-breakpoint
DROP TABLE "lists";
--> statement-breakpoint
DROP TABLE "list_items";
--> statement-breakpoint
DROP TABLE "invoices";
--> statement-breakpoint
DROP TABLE "inventory";
--> statement-breakpoint
DROP TABLE "carts";
--> statement-breakpoint
DROP TABLE "cart_items";
