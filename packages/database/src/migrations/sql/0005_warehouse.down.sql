-- startkit: takes back 0005_warehouse, SHA-256 b84a3ca81c1e2bd45a562b6a9ffdcc260a5c6a19a667319205735a24e40b210e
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
