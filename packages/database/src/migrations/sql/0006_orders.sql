CREATE TABLE "cart_items" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"cart_id" uuid NOT NULL,
	"portal_user_id" uuid NOT NULL,
	"sku_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cart_items_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "cart_items_sku_unique" UNIQUE("organization_id","cart_id","sku_id"),
	CONSTRAINT "cart_items_quantity_check" CHECK ("cart_items"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "carts" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"portal_user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone DEFAULT now() + interval '30 days' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "carts_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "carts_owner_unique" UNIQUE("organization_id","id","portal_user_id"),
	CONSTRAINT "carts_status_check" CHECK ("carts"."status" in ('active', 'abandoned', 'converted'))
);
--> statement-breakpoint
CREATE TABLE "inventory" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"sku_id" uuid NOT NULL,
	"on_hand" integer DEFAULT 0 NOT NULL,
	"reserved" integer DEFAULT 0 NOT NULL,
	"available" integer GENERATED ALWAYS AS (on_hand - reserved) STORED NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inventory_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "inventory_sku_unique" UNIQUE("organization_id","sku_id"),
	CONSTRAINT "inventory_reserved_check" CHECK ("inventory"."reserved" >= 0),
	CONSTRAINT "inventory_available_check" CHECK ("inventory"."on_hand" >= "inventory"."reserved")
);
--> statement-breakpoint
CREATE TABLE "invoices" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"number" text NOT NULL,
	"order_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"status" text GENERATED ALWAYS AS (case when voided_at is not null then 'void' when paid >= total then 'paid' when paid > 0 then 'partly_paid' else 'open' end) STORED NOT NULL,
	"issued_on" date DEFAULT current_date NOT NULL,
	"due_on" date NOT NULL,
	"total" numeric(12, 2) NOT NULL,
	"paid" numeric(12, 2) DEFAULT '0' NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"voided_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invoices_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "invoices_number_unique" UNIQUE("organization_id","number"),
	CONSTRAINT "invoices_owner_unique" UNIQUE("organization_id","id","customer_id","currency"),
	CONSTRAINT "invoices_number_check" CHECK ("invoices"."number" <> ''),
	CONSTRAINT "invoices_total_check" CHECK ("invoices"."total" >= 0),
	CONSTRAINT "invoices_paid_check" CHECK ("invoices"."paid" between 0 and "invoices"."total"),
	CONSTRAINT "invoices_voided_check" CHECK ("invoices"."voided_at" is null or "invoices"."paid" = 0),
	CONSTRAINT "invoices_dates_check" CHECK ("invoices"."due_on" >= "invoices"."issued_on")
);
--> statement-breakpoint
CREATE TABLE "list_items" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"list_id" uuid NOT NULL,
	"portal_user_id" uuid NOT NULL,
	"sku_id" uuid NOT NULL,
	"quantity" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "list_items_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "list_items_sku_unique" UNIQUE("organization_id","list_id","sku_id"),
	CONSTRAINT "list_items_quantity_check" CHECK ("list_items"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "lists" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"portal_user_id" uuid NOT NULL,
	"kind" text DEFAULT 'template' NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lists_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "lists_owner_unique" UNIQUE("organization_id","id","portal_user_id"),
	CONSTRAINT "lists_name_unique" UNIQUE("organization_id","portal_user_id","name"),
	CONSTRAINT "lists_kind_check" CHECK ("lists"."kind" in ('favourites', 'template')),
	CONSTRAINT "lists_name_check" CHECK ("lists"."name" <> '')
);
--> statement-breakpoint
CREATE TABLE "order_lines" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"order_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"sku_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"unit_price" numeric(12, 2) NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"line_total" numeric(12, 2) GENERATED ALWAYS AS (quantity * unit_price) STORED NOT NULL,
	"price_rule" text DEFAULT 'list' NOT NULL,
	"price_list_entry_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "order_lines_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "order_lines_quantity_check" CHECK ("order_lines"."quantity" > 0),
	CONSTRAINT "order_lines_unit_price_check" CHECK ("order_lines"."unit_price" >= 0),
	CONSTRAINT "order_lines_price_rule_check" CHECK ("order_lines"."price_rule" in ('list', 'tier', 'customer')),
	CONSTRAINT "order_lines_price_list_entry_check" CHECK (("order_lines"."price_rule" = 'list') = ("order_lines"."price_list_entry_id" is null))
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"number" text NOT NULL,
	"customer_id" uuid NOT NULL,
	"portal_user_id" uuid,
	"sales_rep_id" uuid,
	"cart_id" uuid,
	"status" text DEFAULT 'draft' NOT NULL,
	"ordered_on" date DEFAULT current_date NOT NULL,
	"delivered_on" date,
	"subtotal" numeric(12, 2) DEFAULT '0' NOT NULL,
	"tax" numeric(12, 2) DEFAULT '0' NOT NULL,
	"total" numeric(12, 2) GENERATED ALWAYS AS (subtotal + tax) STORED NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "orders_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "orders_number_unique" UNIQUE("organization_id","number"),
	CONSTRAINT "orders_owner_unique" UNIQUE("organization_id","id","customer_id","currency"),
	CONSTRAINT "orders_cart_unique" UNIQUE("organization_id","cart_id"),
	CONSTRAINT "orders_number_check" CHECK ("orders"."number" <> ''),
	CONSTRAINT "orders_status_check" CHECK ("orders"."status" in ('draft', 'pending', 'confirmed', 'fulfilled', 'delivered', 'cancelled')),
	CONSTRAINT "orders_subtotal_check" CHECK ("orders"."subtotal" >= 0),
	CONSTRAINT "orders_tax_check" CHECK ("orders"."tax" >= 0),
	CONSTRAINT "orders_currency_check" CHECK ("orders"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "orders_delivered_check" CHECK (("orders"."status" = 'delivered') = ("orders"."delivered_on" is not null)),
	CONSTRAINT "orders_dates_check" CHECK ("orders"."delivered_on" >= "orders"."ordered_on")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"invoice_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"method" text NOT NULL,
	"amount" numeric(12, 2) NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"reference" text,
	"received_on" date DEFAULT current_date NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "payments_reference_unique" UNIQUE("organization_id","invoice_id","method","reference"),
	CONSTRAINT "payments_method_check" CHECK ("payments"."method" in ('check', 'ach', 'wire', 'card', 'cash')),
	CONSTRAINT "payments_amount_check" CHECK ("payments"."amount" > 0)
);
--> statement-breakpoint
CREATE TABLE "portal_sessions" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"portal_user_id" uuid NOT NULL,
	"family_id" uuid NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"ip_address" "inet",
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "portal_sessions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "portal_sessions_token_unique" UNIQUE("organization_id","token_hash"),
	CONSTRAINT "portal_sessions_generation_unique" UNIQUE("organization_id","family_id","generation"),
	CONSTRAINT "portal_sessions_generation_check" CHECK ("portal_sessions"."generation" > 0),
	CONSTRAINT "portal_sessions_token_hash_check" CHECK ("portal_sessions"."token_hash" <> '')
);
--> statement-breakpoint
CREATE TABLE "portal_user_roles" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"portal_user_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "portal_user_roles_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "portal_user_roles_role_unique" UNIQUE("organization_id","portal_user_id","role_id")
);
--> statement-breakpoint
CREATE TABLE "price_list_entries" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"sku_id" uuid NOT NULL,
	"tier" text,
	"customer_id" uuid,
	"minimum_quantity" integer DEFAULT 1 NOT NULL,
	"unit_price" numeric(12, 2) NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "price_list_entries_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "price_list_entries_target_check" CHECK (num_nonnulls("price_list_entries"."tier", "price_list_entries"."customer_id") = 1),
	CONSTRAINT "price_list_entries_tier_check" CHECK ("price_list_entries"."tier" in ('basic', 'standard', 'premium', 'enterprise')),
	CONSTRAINT "price_list_entries_minimum_check" CHECK ("price_list_entries"."minimum_quantity" > 0),
	CONSTRAINT "price_list_entries_unit_price_check" CHECK ("price_list_entries"."unit_price" >= 0),
	CONSTRAINT "price_list_entries_currency_check" CHECK ("price_list_entries"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "price_list_entries_valid_check" CHECK ("price_list_entries"."valid_to" >= "price_list_entries"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"sku" text NOT NULL,
	"name" text NOT NULL,
	"brand" text,
	"category" text NOT NULL,
	"varietal" text,
	"vintage" integer,
	"region" text,
	"status" text DEFAULT 'active' NOT NULL,
	"supplier_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "products_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "products_sku_unique" UNIQUE("organization_id","sku"),
	CONSTRAINT "products_sku_check" CHECK ("products"."sku" <> ''),
	CONSTRAINT "products_name_check" CHECK ("products"."name" <> ''),
	CONSTRAINT "products_vintage_check" CHECK ("products"."vintage" between 1800 and 2200),
	CONSTRAINT "products_category_check" CHECK ("products"."category" in ('wine', 'spirits', 'beer')),
	CONSTRAINT "products_status_check" CHECK ("products"."status" in ('active', 'discontinued'))
);
--> statement-breakpoint
CREATE TABLE "skus" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"product_id" uuid NOT NULL,
	"code" text NOT NULL,
	"bottle_size_ml" integer DEFAULT 750 NOT NULL,
	"bottles_per_case" integer DEFAULT 12 NOT NULL,
	"unit_price" numeric(12, 2) NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "skus_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "skus_code_unique" UNIQUE("organization_id","code"),
	CONSTRAINT "skus_packaging_unique" UNIQUE("organization_id","product_id","bottle_size_ml","bottles_per_case"),
	CONSTRAINT "skus_code_check" CHECK ("skus"."code" <> ''),
	CONSTRAINT "skus_bottle_size_check" CHECK ("skus"."bottle_size_ml" > 0),
	CONSTRAINT "skus_bottles_per_case_check" CHECK ("skus"."bottles_per_case" > 0),
	CONSTRAINT "skus_unit_price_check" CHECK ("skus"."unit_price" >= 0),
	CONSTRAINT "skus_currency_check" CHECK ("skus"."currency" ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
CREATE TABLE "suppliers" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"name" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"contact_name" text,
	"contact_email" text,
	"contact_phone" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppliers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "suppliers_name_unique" UNIQUE("organization_id","name"),
	CONSTRAINT "suppliers_name_check" CHECK ("suppliers"."name" <> ''),
	CONSTRAINT "suppliers_status_check" CHECK ("suppliers"."status" in ('active', 'inactive')),
	CONSTRAINT "suppliers_contact_email_check" CHECK ("suppliers"."contact_email" ~ '^[^@[:space:]]+@[^@[:space:]]+$')
);
--> statement-breakpoint
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_cart_fk" FOREIGN KEY ("organization_id","cart_id","portal_user_id") REFERENCES "public"."carts"("organization_id","id","portal_user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_sku_fk" FOREIGN KEY ("organization_id","sku_id") REFERENCES "public"."skus"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carts" ADD CONSTRAINT "carts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carts" ADD CONSTRAINT "carts_portal_user_fk" FOREIGN KEY ("organization_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory" ADD CONSTRAINT "inventory_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory" ADD CONSTRAINT "inventory_sku_fk" FOREIGN KEY ("organization_id","sku_id") REFERENCES "public"."skus"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_order_fk" FOREIGN KEY ("organization_id","order_id","customer_id","currency") REFERENCES "public"."orders"("organization_id","id","customer_id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_list_fk" FOREIGN KEY ("organization_id","list_id","portal_user_id") REFERENCES "public"."lists"("organization_id","id","portal_user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_sku_fk" FOREIGN KEY ("organization_id","sku_id") REFERENCES "public"."skus"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_portal_user_fk" FOREIGN KEY ("organization_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_order_fk" FOREIGN KEY ("organization_id","order_id","customer_id","currency") REFERENCES "public"."orders"("organization_id","id","customer_id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_sku_fk" FOREIGN KEY ("organization_id","sku_id") REFERENCES "public"."skus"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_lines" ADD CONSTRAINT "order_lines_price_list_entry_fk" FOREIGN KEY ("organization_id","price_list_entry_id") REFERENCES "public"."price_list_entries"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_portal_user_fk" FOREIGN KEY ("organization_id","customer_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","customer_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_cart_fk" FOREIGN KEY ("organization_id","cart_id") REFERENCES "public"."carts"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_sales_rep_fk" FOREIGN KEY ("organization_id","sales_rep_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_invoice_fk" FOREIGN KEY ("organization_id","invoice_id","customer_id","currency") REFERENCES "public"."invoices"("organization_id","id","customer_id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_sessions" ADD CONSTRAINT "portal_sessions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_sessions" ADD CONSTRAINT "portal_sessions_portal_user_fk" FOREIGN KEY ("organization_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_user_roles" ADD CONSTRAINT "portal_user_roles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_user_roles" ADD CONSTRAINT "portal_user_roles_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_user_roles" ADD CONSTRAINT "portal_user_roles_portal_user_fk" FOREIGN KEY ("organization_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list_entries" ADD CONSTRAINT "price_list_entries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list_entries" ADD CONSTRAINT "price_list_entries_sku_fk" FOREIGN KEY ("organization_id","sku_id") REFERENCES "public"."skus"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list_entries" ADD CONSTRAINT "price_list_entries_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_supplier_fk" FOREIGN KEY ("organization_id","supplier_id") REFERENCES "public"."suppliers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skus" ADD CONSTRAINT "skus_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skus" ADD CONSTRAINT "skus_product_fk" FOREIGN KEY ("organization_id","product_id") REFERENCES "public"."products"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppliers" ADD CONSTRAINT "suppliers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cart_items_cart_id_idx" ON "cart_items" USING btree ("organization_id","cart_id","portal_user_id");--> statement-breakpoint
CREATE INDEX "cart_items_sku_id_idx" ON "cart_items" USING btree ("organization_id","sku_id");--> statement-breakpoint
CREATE UNIQUE INDEX "carts_active_unique" ON "carts" USING btree ("organization_id","portal_user_id") WHERE "carts"."status" = 'active';--> statement-breakpoint
CREATE INDEX "carts_portal_user_id_idx" ON "carts" USING btree ("organization_id","portal_user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_order_unique" ON "invoices" USING btree ("organization_id","order_id") WHERE "invoices"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "invoices_order_id_idx" ON "invoices" USING btree ("organization_id","order_id","customer_id","currency");--> statement-breakpoint
CREATE INDEX "invoices_customer_id_idx" ON "invoices" USING btree ("organization_id","customer_id","issued_on" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "list_items_list_id_idx" ON "list_items" USING btree ("organization_id","list_id","portal_user_id");--> statement-breakpoint
CREATE INDEX "list_items_sku_id_idx" ON "list_items" USING btree ("organization_id","sku_id");--> statement-breakpoint
CREATE UNIQUE INDEX "lists_favourites_unique" ON "lists" USING btree ("organization_id","portal_user_id") WHERE "lists"."kind" = 'favourites';--> statement-breakpoint
CREATE INDEX "order_lines_order_id_idx" ON "order_lines" USING btree ("organization_id","order_id","customer_id","currency");--> statement-breakpoint
CREATE INDEX "order_lines_sku_id_idx" ON "order_lines" USING btree ("organization_id","sku_id");--> statement-breakpoint
CREATE INDEX "order_lines_price_list_entry_id_idx" ON "order_lines" USING btree ("organization_id","price_list_entry_id");--> statement-breakpoint
CREATE INDEX "orders_customer_id_ordered_on_idx" ON "orders" USING btree ("organization_id","customer_id","ordered_on" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "orders_open_idx" ON "orders" USING btree ("organization_id","status") WHERE "orders"."status" in ('pending', 'confirmed');--> statement-breakpoint
CREATE INDEX "orders_portal_user_id_idx" ON "orders" USING btree ("organization_id","customer_id","portal_user_id");--> statement-breakpoint
CREATE INDEX "orders_sales_rep_id_idx" ON "orders" USING btree ("organization_id","sales_rep_id");--> statement-breakpoint
CREATE INDEX "payments_invoice_id_idx" ON "payments" USING btree ("organization_id","invoice_id","customer_id","currency");--> statement-breakpoint
CREATE INDEX "payments_customer_id_idx" ON "payments" USING btree ("organization_id","customer_id","received_on" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "portal_sessions_portal_user_id_idx" ON "portal_sessions" USING btree ("organization_id","portal_user_id");--> statement-breakpoint
CREATE INDEX "portal_user_roles_role_id_idx" ON "portal_user_roles" USING btree ("role_id");--> statement-breakpoint
CREATE INDEX "price_list_entries_sku_id_idx" ON "price_list_entries" USING btree ("organization_id","sku_id");--> statement-breakpoint
CREATE INDEX "price_list_entries_customer_id_idx" ON "price_list_entries" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "products_active_brand_idx" ON "products" USING btree ("organization_id","brand") WHERE "products"."status" = 'active';--> statement-breakpoint
CREATE INDEX "products_category_status_idx" ON "products" USING btree ("organization_id","category","status");--> statement-breakpoint
CREATE INDEX "products_supplier_id_idx" ON "products" USING btree ("organization_id","supplier_id");