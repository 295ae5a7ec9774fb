CREATE TABLE "balance_backfills" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"last_organization_id" uuid,
	"last_item_id" uuid,
	"items_done" integer DEFAULT 0 NOT NULL,
	"balances_mended" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "balance_backfills_items_done_check" CHECK ("balance_backfills"."items_done" >= 0),
	CONSTRAINT "balance_backfills_balances_mended_check" CHECK ("balance_backfills"."balances_mended" >= 0)
);
--> statement-breakpoint
CREATE TABLE "count_lines" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"count_sheet_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"lot_id" uuid,
	"expected" numeric(14, 3) DEFAULT '0' NOT NULL,
	"counted" numeric(14, 3),
	"variance" numeric(14, 3) GENERATED ALWAYS AS (counted - expected) STORED,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "count_lines_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "count_lines_item_unique" UNIQUE NULLS NOT DISTINCT("organization_id","count_sheet_id","item_id","lot_id"),
	CONSTRAINT "count_lines_counted_check" CHECK ("count_lines"."counted" >= 0)
);
--> statement-breakpoint
CREATE TABLE "count_sheets" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"count_number" text NOT NULL,
	"location_id" uuid NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"posted_at" timestamp with time zone,
	"posted_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "count_sheets_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "count_sheets_count_number_unique" UNIQUE("organization_id","count_number"),
	CONSTRAINT "count_sheets_count_number_check" CHECK ("count_sheets"."count_number" <> ''),
	CONSTRAINT "count_sheets_status_check" CHECK ("count_sheets"."status" in ('draft', 'counting', 'posted', 'cancelled')),
	CONSTRAINT "count_sheets_posted_check" CHECK (("count_sheets"."status" = 'posted') = ("count_sheets"."posted_at" is not null) and ("count_sheets"."posted_by" is null or "count_sheets"."status" = 'posted'))
);
--> statement-breakpoint
CREATE TABLE "inventory_balances" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"item_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"lot_id" uuid,
	"quantity" numeric(14, 3) DEFAULT '0' NOT NULL,
	"last_entry_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inventory_balances_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "inventory_balances_key_unique" UNIQUE NULLS NOT DISTINCT("organization_id","item_id","lot_id","location_id")
);
--> statement-breakpoint
CREATE TABLE "inventory_ledger" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"item_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	"lot_id" uuid,
	"quantity_delta" numeric(14, 3) NOT NULL,
	"reason" text NOT NULL,
	"reference" text,
	"count_line_id" uuid,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"user_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inventory_ledger_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "inventory_ledger_count_line_unique" UNIQUE("organization_id","count_line_id"),
	CONSTRAINT "inventory_ledger_quantity_delta_check" CHECK ("inventory_ledger"."quantity_delta" <> 0),
	CONSTRAINT "inventory_ledger_reason_check" CHECK ("inventory_ledger"."reason" in ('receipt', 'shipment', 'return', 'transfer', 'adjustment', 'damage', 'count')),
	CONSTRAINT "inventory_ledger_count_check" CHECK (("inventory_ledger"."reason" = 'count') = ("inventory_ledger"."count_line_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "items" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"item_number" text NOT NULL,
	"name" text NOT NULL,
	"unit" text DEFAULT 'each' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "items_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "items_item_number_unique" UNIQUE("organization_id","item_number"),
	CONSTRAINT "items_item_number_check" CHECK ("items"."item_number" <> ''),
	CONSTRAINT "items_name_check" CHECK ("items"."name" <> ''),
	CONSTRAINT "items_unit_check" CHECK ("items"."unit" <> '')
);
--> statement-breakpoint
CREATE TABLE "locations" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"site" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "locations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "locations_name_unique" UNIQUE("organization_id","site","name"),
	CONSTRAINT "locations_site_check" CHECK ("locations"."site" <> ''),
	CONSTRAINT "locations_name_check" CHECK ("locations"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "lots" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"item_id" uuid NOT NULL,
	"lot_number" text NOT NULL,
	"expires_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lots_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "lots_lot_number_unique" UNIQUE("organization_id","item_id","lot_number"),
	CONSTRAINT "lots_item_unique" UNIQUE("organization_id","item_id","id"),
	CONSTRAINT "lots_lot_number_check" CHECK ("lots"."lot_number" <> '')
);
--> statement-breakpoint
ALTER TABLE "organization_settings" ADD COLUMN "allow_negative_stock" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "count_lines" ADD CONSTRAINT "count_lines_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "count_lines" ADD CONSTRAINT "count_lines_count_sheet_fk" FOREIGN KEY ("organization_id","count_sheet_id") REFERENCES "public"."count_sheets"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "count_lines" ADD CONSTRAINT "count_lines_item_fk" FOREIGN KEY ("organization_id","item_id") REFERENCES "public"."items"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "count_lines" ADD CONSTRAINT "count_lines_lot_fk" FOREIGN KEY ("organization_id","item_id","lot_id") REFERENCES "public"."lots"("organization_id","item_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "count_sheets" ADD CONSTRAINT "count_sheets_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "count_sheets" ADD CONSTRAINT "count_sheets_location_fk" FOREIGN KEY ("organization_id","location_id") REFERENCES "public"."locations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "count_sheets" ADD CONSTRAINT "count_sheets_posted_by_fk" FOREIGN KEY ("organization_id","posted_by") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_balances" ADD CONSTRAINT "inventory_balances_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_balances" ADD CONSTRAINT "inventory_balances_item_fk" FOREIGN KEY ("organization_id","item_id") REFERENCES "public"."items"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_balances" ADD CONSTRAINT "inventory_balances_location_fk" FOREIGN KEY ("organization_id","location_id") REFERENCES "public"."locations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_balances" ADD CONSTRAINT "inventory_balances_lot_fk" FOREIGN KEY ("organization_id","item_id","lot_id") REFERENCES "public"."lots"("organization_id","item_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_ledger" ADD CONSTRAINT "inventory_ledger_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_ledger" ADD CONSTRAINT "inventory_ledger_item_fk" FOREIGN KEY ("organization_id","item_id") REFERENCES "public"."items"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_ledger" ADD CONSTRAINT "inventory_ledger_location_fk" FOREIGN KEY ("organization_id","location_id") REFERENCES "public"."locations"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_ledger" ADD CONSTRAINT "inventory_ledger_lot_fk" FOREIGN KEY ("organization_id","item_id","lot_id") REFERENCES "public"."lots"("organization_id","item_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_ledger" ADD CONSTRAINT "inventory_ledger_user_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory_ledger" ADD CONSTRAINT "inventory_ledger_count_line_fk" FOREIGN KEY ("organization_id","count_line_id") REFERENCES "public"."count_lines"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "items" ADD CONSTRAINT "items_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "locations" ADD CONSTRAINT "locations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lots" ADD CONSTRAINT "lots_item_fk" FOREIGN KEY ("organization_id","item_id") REFERENCES "public"."items"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "count_lines_lot_idx" ON "count_lines" USING btree ("organization_id","item_id","lot_id");--> statement-breakpoint
CREATE INDEX "count_sheets_location_idx" ON "count_sheets" USING btree ("organization_id","location_id");--> statement-breakpoint
CREATE INDEX "count_sheets_status_idx" ON "count_sheets" USING btree ("organization_id","status");--> statement-breakpoint
CREATE INDEX "count_sheets_posted_by_idx" ON "count_sheets" USING btree ("organization_id","posted_by");--> statement-breakpoint
CREATE INDEX "inventory_balances_location_idx" ON "inventory_balances" USING btree ("organization_id","location_id","item_id");--> statement-breakpoint
CREATE INDEX "inventory_ledger_balance_idx" ON "inventory_ledger" USING btree ("organization_id","item_id","lot_id","location_id");--> statement-breakpoint
CREATE INDEX "inventory_ledger_item_idx" ON "inventory_ledger" USING btree ("organization_id","item_id","occurred_at");--> statement-breakpoint
CREATE INDEX "inventory_ledger_location_idx" ON "inventory_ledger" USING btree ("organization_id","location_id","occurred_at");--> statement-breakpoint
CREATE INDEX "inventory_ledger_occurred_at_idx" ON "inventory_ledger" USING btree ("organization_id","occurred_at");--> statement-breakpoint
CREATE INDEX "inventory_ledger_user_id_idx" ON "inventory_ledger" USING btree ("organization_id","user_id","occurred_at");--> statement-breakpoint
CREATE INDEX "items_name_idx" ON "items" USING btree ("organization_id","name");--> statement-breakpoint
CREATE INDEX "lots_expires_on_idx" ON "lots" USING btree ("organization_id","expires_on");