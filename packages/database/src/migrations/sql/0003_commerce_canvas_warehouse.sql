CREATE TABLE "account_health_snapshots" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	"days_since_last_order" integer,
	"usual_gap_days" integer,
	"pace_status" text NOT NULL,
	"period_days" integer NOT NULL,
	"revenue" numeric(12, 2) NOT NULL,
	"previous_revenue" numeric(12, 2) NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"drop_percent" numeric(5, 2),
	"samples_used" integer DEFAULT 0 NOT NULL,
	"score" integer NOT NULL,
	"reasons" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_health_snapshots_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "account_health_snapshots_taken_at_unique" UNIQUE("organization_id","customer_id","taken_at"),
	CONSTRAINT "account_health_snapshots_last_order_check" CHECK ("account_health_snapshots"."days_since_last_order" >= 0),
	CONSTRAINT "account_health_snapshots_usual_gap_check" CHECK ("account_health_snapshots"."usual_gap_days" >= 0),
	CONSTRAINT "account_health_snapshots_pace_status_check" CHECK ("account_health_snapshots"."pace_status" in ('unknown', 'on_pace', 'at_risk')),
	CONSTRAINT "account_health_snapshots_pace_check" CHECK ("account_health_snapshots"."pace_status" = 'unknown' or ("account_health_snapshots"."usual_gap_days" is not null and "account_health_snapshots"."days_since_last_order" is not null)),
	CONSTRAINT "account_health_snapshots_period_check" CHECK ("account_health_snapshots"."period_days" > 0),
	CONSTRAINT "account_health_snapshots_revenue_check" CHECK ("account_health_snapshots"."revenue" >= 0),
	CONSTRAINT "account_health_snapshots_previous_revenue_check" CHECK ("account_health_snapshots"."previous_revenue" >= 0),
	CONSTRAINT "account_health_snapshots_currency_check" CHECK ("account_health_snapshots"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "account_health_snapshots_drop_check" CHECK ("account_health_snapshots"."drop_percent" between 0 and 100),
	CONSTRAINT "account_health_snapshots_samples_used_check" CHECK ("account_health_snapshots"."samples_used" >= 0),
	CONSTRAINT "account_health_snapshots_score_check" CHECK ("account_health_snapshots"."score" between 0 and 100)
);
--> statement-breakpoint
CREATE TABLE "activities" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"outcome" text,
	"samples_used" integer DEFAULT 0 NOT NULL,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activities_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "activities_kind_check" CHECK ("activities"."kind" in ('call', 'visit', 'email', 'tasting', 'sample')),
	CONSTRAINT "activities_subject_check" CHECK ("activities"."subject" <> ''),
	CONSTRAINT "activities_samples_used_check" CHECK (("activities"."kind" = 'sample' and "activities"."samples_used" > 0) or ("activities"."kind" <> 'sample' and "activities"."samples_used" = 0))
);
--> statement-breakpoint
CREATE TABLE "call_plans" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"user_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"scheduled_for" date NOT NULL,
	"objective" text NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"completed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_plans_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "call_plans_objective_check" CHECK ("call_plans"."objective" <> ''),
	CONSTRAINT "call_plans_status_check" CHECK ("call_plans"."status" in ('planned', 'done', 'missed')),
	CONSTRAINT "call_plans_completed_at_check" CHECK (("call_plans"."status" = 'done') = ("call_plans"."completed_at" is not null))
);
--> statement-breakpoint
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
CREATE TABLE "compliance_filings" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"state" text NOT NULL,
	"filing_type" text NOT NULL,
	"period_start" date NOT NULL,
	"period_end" date NOT NULL,
	"due_on" date NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"filed_at" timestamp with time zone,
	"amount" numeric(12, 2),
	"currency" text DEFAULT 'USD' NOT NULL,
	"confirmation_number" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "compliance_filings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "compliance_filings_period_unique" UNIQUE("organization_id","state","filing_type","period_start","period_end"),
	CONSTRAINT "compliance_filings_state_check" CHECK ("compliance_filings"."state" ~ '^[A-Z]{2}$'),
	CONSTRAINT "compliance_filings_filing_type_check" CHECK ("compliance_filings"."filing_type" ~ '^[a-z][a-z0-9_]*$'),
	CONSTRAINT "compliance_filings_period_check" CHECK ("compliance_filings"."period_end" >= "compliance_filings"."period_start"),
	CONSTRAINT "compliance_filings_due_on_check" CHECK ("compliance_filings"."due_on" >= "compliance_filings"."period_end"),
	CONSTRAINT "compliance_filings_status_check" CHECK ("compliance_filings"."status" in ('pending', 'filed', 'late')),
	CONSTRAINT "compliance_filings_filed_at_check" CHECK (("compliance_filings"."status" = 'filed') = ("compliance_filings"."filed_at" is not null)),
	CONSTRAINT "compliance_filings_amount_check" CHECK ("compliance_filings"."amount" >= 0),
	CONSTRAINT "compliance_filings_currency_check" CHECK ("compliance_filings"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "compliance_filings_confirmation_check" CHECK ("compliance_filings"."confirmation_number" is null or "compliance_filings"."filed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"tier" text DEFAULT 'standard' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"payment_terms" text DEFAULT 'NET30' NOT NULL,
	"license_number" text,
	"license_expires_on" date,
	"credit_limit" numeric(12, 2),
	"currency" text DEFAULT 'USD' NOT NULL,
	"state" text,
	"contact_name" text,
	"contact_email" text,
	"contact_phone" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "customers_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "customers_number_unique" UNIQUE("organization_id","number"),
	CONSTRAINT "customers_number_check" CHECK ("customers"."number" <> ''),
	CONSTRAINT "customers_name_check" CHECK ("customers"."name" <> ''),
	CONSTRAINT "customers_tier_check" CHECK ("customers"."tier" in ('basic', 'standard', 'premium', 'enterprise')),
	CONSTRAINT "customers_status_check" CHECK ("customers"."status" in ('active', 'inactive')),
	CONSTRAINT "customers_payment_terms_check" CHECK ("customers"."payment_terms" in ('PREPAID', 'NET15', 'NET30', 'NET45', 'NET60')),
	CONSTRAINT "customers_credit_limit_check" CHECK ("customers"."credit_limit" >= 0),
	CONSTRAINT "customers_currency_check" CHECK ("customers"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "customers_state_check" CHECK ("customers"."state" ~ '^[A-Z]{2}$')
);
--> statement-breakpoint
CREATE TABLE "integration_tokens" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"provider" text NOT NULL,
	"account" text NOT NULL,
	"scopes" text[] DEFAULT '{}'::text[] NOT NULL,
	"access_ciphertext" text NOT NULL,
	"refresh_ciphertext" text,
	"key_id" text NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "integration_tokens_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "integration_tokens_account_unique" UNIQUE("organization_id","provider","account"),
	CONSTRAINT "integration_tokens_provider_check" CHECK ("integration_tokens"."provider" ~ '^[a-z][a-z0-9_]*$'),
	CONSTRAINT "integration_tokens_account_check" CHECK ("integration_tokens"."account" <> ''),
	CONSTRAINT "integration_tokens_access_check" CHECK ("integration_tokens"."access_ciphertext" <> ''),
	CONSTRAINT "integration_tokens_refresh_check" CHECK ("integration_tokens"."refresh_ciphertext" <> ''),
	CONSTRAINT "integration_tokens_key_id_check" CHECK ("integration_tokens"."key_id" <> '')
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
CREATE TABLE "newsletter_subscriptions" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"email" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "newsletter_subscriptions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "newsletter_subscriptions_email_unique" UNIQUE("organization_id","email"),
	CONSTRAINT "newsletter_subscriptions_email_check" CHECK ("newsletter_subscriptions"."email" ~ '^[^@[:space:][:upper:]]+@[^@[:space:][:upper:]]+$'),
	CONSTRAINT "newsletter_subscriptions_status_check" CHECK ("newsletter_subscriptions"."status" in ('active', 'unsubscribed', 'bounced'))
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
CREATE TABLE "portal_credentials" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"portal_user_id" uuid NOT NULL,
	"password_hash" text NOT NULL,
	"failed_logins" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "portal_credentials_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "portal_credentials_portal_user_unique" UNIQUE("organization_id","portal_user_id"),
	CONSTRAINT "portal_credentials_password_hash_check" CHECK ("portal_credentials"."password_hash" ~ '^[$]'),
	CONSTRAINT "portal_credentials_failed_logins_check" CHECK ("portal_credentials"."failed_logins" >= 0)
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
CREATE TABLE "portal_users" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"customer_id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"status" text DEFAULT 'active' NOT NULL,
	"email_verified_at" timestamp with time zone,
	"last_seen_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "portal_users_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "portal_users_customer_unique" UNIQUE("organization_id","customer_id","id"),
	CONSTRAINT "portal_users_email_check" CHECK ("portal_users"."email" ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
	CONSTRAINT "portal_users_status_check" CHECK ("portal_users"."status" in ('active', 'disabled'))
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
CREATE TABLE "sales_metrics" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"period" text NOT NULL,
	"period_start" date NOT NULL,
	"user_id" uuid,
	"customer_id" uuid,
	"orders" integer DEFAULT 0 NOT NULL,
	"revenue" numeric(12, 2) DEFAULT '0' NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"average_order" numeric(12, 2) GENERATED ALWAYS AS (round(revenue / nullif(orders, 0), 2)) STORED,
	"new_customers" integer DEFAULT 0 NOT NULL,
	"samples_used" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sales_metrics_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "sales_metrics_dimension_unique" UNIQUE NULLS NOT DISTINCT("organization_id","period","period_start","user_id","customer_id"),
	CONSTRAINT "sales_metrics_period_check" CHECK ("sales_metrics"."period" in ('day', 'week', 'month', 'quarter', 'year')),
	CONSTRAINT "sales_metrics_period_start_check" CHECK (date_trunc("sales_metrics"."period", "sales_metrics"."period_start"::timestamp) = "sales_metrics"."period_start"::timestamp),
	CONSTRAINT "sales_metrics_orders_check" CHECK ("sales_metrics"."orders" >= 0),
	CONSTRAINT "sales_metrics_revenue_check" CHECK ("sales_metrics"."revenue" >= 0),
	CONSTRAINT "sales_metrics_currency_check" CHECK ("sales_metrics"."currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "sales_metrics_new_customers_check" CHECK ("sales_metrics"."new_customers" >= 0),
	CONSTRAINT "sales_metrics_samples_used_check" CHECK ("sales_metrics"."samples_used" >= 0)
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
CREATE TABLE "state_tax_rates" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"state" text NOT NULL,
	"product_type" text NOT NULL,
	"rate" numeric(6, 5) NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "state_tax_rates_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "state_tax_rates_valid_from_unique" UNIQUE("organization_id","state","product_type","valid_from"),
	CONSTRAINT "state_tax_rates_state_check" CHECK ("state_tax_rates"."state" ~ '^[A-Z]{2}$'),
	CONSTRAINT "state_tax_rates_product_type_check" CHECK ("state_tax_rates"."product_type" in ('wine', 'spirits', 'beer')),
	CONSTRAINT "state_tax_rates_rate_check" CHECK ("state_tax_rates"."rate" >= 0 and "state_tax_rates"."rate" < 1),
	CONSTRAINT "state_tax_rates_valid_to_check" CHECK ("state_tax_rates"."valid_to" >= "state_tax_rates"."valid_from")
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
CREATE TABLE "tasks" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"user_id" uuid NOT NULL,
	"customer_id" uuid,
	"title" text NOT NULL,
	"due_on" date,
	"priority" text DEFAULT 'normal' NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"completed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tasks_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "tasks_title_check" CHECK ("tasks"."title" <> ''),
	CONSTRAINT "tasks_priority_check" CHECK ("tasks"."priority" in ('low', 'normal', 'high', 'urgent')),
	CONSTRAINT "tasks_status_check" CHECK ("tasks"."status" in ('open', 'done', 'cancelled')),
	CONSTRAINT "tasks_completed_at_check" CHECK (("tasks"."status" = 'done') = ("tasks"."completed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"event_id" uuid NOT NULL,
	"subscription_id" uuid NOT NULL,
	"replay" integer DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now(),
	"last_attempt_at" timestamp with time zone,
	"delivered_at" timestamp with time zone,
	"response_status" integer,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_deliveries_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "webhook_deliveries_event_unique" UNIQUE("organization_id","event_id","subscription_id","replay"),
	CONSTRAINT "webhook_deliveries_replay_check" CHECK ("webhook_deliveries"."replay" >= 0),
	CONSTRAINT "webhook_deliveries_status_check" CHECK ("webhook_deliveries"."status" in ('pending', 'delivered', 'failed')),
	CONSTRAINT "webhook_deliveries_attempts_check" CHECK ("webhook_deliveries"."attempts" >= 0),
	CONSTRAINT "webhook_deliveries_next_attempt_check" CHECK (("webhook_deliveries"."status" = 'pending') = ("webhook_deliveries"."next_attempt_at" is not null)),
	CONSTRAINT "webhook_deliveries_delivered_at_check" CHECK (("webhook_deliveries"."status" = 'delivered') = ("webhook_deliveries"."delivered_at" is not null)),
	CONSTRAINT "webhook_deliveries_response_check" CHECK ("webhook_deliveries"."response_status" between 100 and 599)
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_events_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "webhook_events_type_check" CHECK ("webhook_events"."type" ~ '^[a-z][a-z0-9_]*([.][a-z][a-z0-9_]*)+$'),
	CONSTRAINT "webhook_events_payload_check" CHECK (jsonb_typeof("webhook_events"."payload") = 'object')
);
--> statement-breakpoint
CREATE TABLE "webhook_secrets" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"subscription_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"ciphertext" text NOT NULL,
	"key_id" text NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_secrets_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "webhook_secrets_version_unique" UNIQUE("organization_id","subscription_id","version"),
	CONSTRAINT "webhook_secrets_version_check" CHECK ("webhook_secrets"."version" > 0),
	CONSTRAINT "webhook_secrets_ciphertext_check" CHECK ("webhook_secrets"."ciphertext" <> ''),
	CONSTRAINT "webhook_secrets_key_id_check" CHECK ("webhook_secrets"."key_id" <> '')
);
--> statement-breakpoint
CREATE TABLE "webhook_subscriptions" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"event_types" text[] NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"consecutive_failures" integer DEFAULT 0 NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_subscriptions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "webhook_subscriptions_name_check" CHECK ("webhook_subscriptions"."name" <> ''),
	CONSTRAINT "webhook_subscriptions_url_check" CHECK ("webhook_subscriptions"."url" ~ '^https://[^[:space:]]+$'),
	CONSTRAINT "webhook_subscriptions_event_types_check" CHECK (cardinality("webhook_subscriptions"."event_types") > 0),
	CONSTRAINT "webhook_subscriptions_status_check" CHECK ("webhook_subscriptions"."status" in ('active', 'paused', 'disabled')),
	CONSTRAINT "webhook_subscriptions_failures_check" CHECK ("webhook_subscriptions"."consecutive_failures" >= 0),
	CONSTRAINT "webhook_subscriptions_disabled_at_check" CHECK (("webhook_subscriptions"."status" = 'disabled') = ("webhook_subscriptions"."disabled_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "agents" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"config" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "agents_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "agents_name_check" CHECK ("agents"."name" <> ''),
	CONSTRAINT "agents_type_check" CHECK ("agents"."type" ~ '^[a-z][a-z0-9_]*$'),
	CONSTRAINT "agents_config_check" CHECK (jsonb_typeof("agents"."config") = 'object'),
	CONSTRAINT "agents_version_check" CHECK ("agents"."version" >= 1)
);
--> statement-breakpoint
CREATE TABLE "canvas_shares" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"canvas_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"permission" text DEFAULT 'view' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "canvas_shares_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "canvas_shares_user_unique" UNIQUE("organization_id","canvas_id","user_id"),
	CONSTRAINT "canvas_shares_permission_check" CHECK ("canvas_shares"."permission" in ('view', 'edit'))
);
--> statement-breakpoint
CREATE TABLE "canvas_versions" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"canvas_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"data" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "canvas_versions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "canvas_versions_version_unique" UNIQUE("organization_id","canvas_id","version"),
	CONSTRAINT "canvas_versions_version_check" CHECK ("canvas_versions"."version" >= 1),
	CONSTRAINT "canvas_versions_data_check" CHECK (jsonb_typeof("canvas_versions"."data") = 'object')
);
--> statement-breakpoint
CREATE TABLE "canvases" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"model_id" uuid NOT NULL,
	"name" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"visibility" text DEFAULT 'private' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "canvases_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "canvases_name_check" CHECK ("canvases"."name" <> ''),
	CONSTRAINT "canvases_data_check" CHECK (jsonb_typeof("canvases"."data") = 'object'),
	CONSTRAINT "canvases_version_check" CHECK ("canvases"."version" >= 1),
	CONSTRAINT "canvases_visibility_check" CHECK ("canvases"."visibility" in ('private', 'organization'))
);
--> statement-breakpoint
CREATE TABLE "executions" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"agent_id" uuid NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"input" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"output" jsonb,
	"error" text,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "executions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "executions_status_check" CHECK ("executions"."status" in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
	CONSTRAINT "executions_input_check" CHECK (jsonb_typeof("executions"."input") = 'object'),
	CONSTRAINT "executions_output_check" CHECK (jsonb_typeof("executions"."output") = 'object'),
	CONSTRAINT "executions_error_check" CHECK (("executions"."error" is not null) = ("executions"."status" = 'failed')),
	CONSTRAINT "executions_started_at_check" CHECK ("executions"."status" = 'cancelled' or ("executions"."started_at" is null) = ("executions"."status" = 'queued')),
	CONSTRAINT "executions_finished_at_check" CHECK (("executions"."finished_at" is null) = ("executions"."status" in ('queued', 'running'))),
	CONSTRAINT "executions_duration_check" CHECK ("executions"."finished_at" >= "executions"."started_at")
);
--> statement-breakpoint
CREATE TABLE "models" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"name" text NOT NULL,
	"published_at" timestamp with time zone,
	"schema" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "models_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "models_name_check" CHECK ("models"."name" <> ''),
	CONSTRAINT "models_schema_check" CHECK (jsonb_typeof("models"."schema") = 'object'),
	CONSTRAINT "models_version_check" CHECK ("models"."version" >= 1)
);
--> statement-breakpoint
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
ALTER TABLE "account_health_snapshots" ADD CONSTRAINT "account_health_snapshots_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_health_snapshots" ADD CONSTRAINT "account_health_snapshots_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_user_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_plans" ADD CONSTRAINT "call_plans_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_plans" ADD CONSTRAINT "call_plans_user_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_plans" ADD CONSTRAINT "call_plans_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_cart_fk" FOREIGN KEY ("organization_id","cart_id","portal_user_id") REFERENCES "public"."carts"("organization_id","id","portal_user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cart_items" ADD CONSTRAINT "cart_items_sku_fk" FOREIGN KEY ("organization_id","sku_id") REFERENCES "public"."skus"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carts" ADD CONSTRAINT "carts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carts" ADD CONSTRAINT "carts_portal_user_fk" FOREIGN KEY ("organization_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "compliance_filings" ADD CONSTRAINT "compliance_filings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integration_tokens" ADD CONSTRAINT "integration_tokens_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory" ADD CONSTRAINT "inventory_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory" ADD CONSTRAINT "inventory_sku_fk" FOREIGN KEY ("organization_id","sku_id") REFERENCES "public"."skus"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_order_fk" FOREIGN KEY ("organization_id","order_id","customer_id","currency") REFERENCES "public"."orders"("organization_id","id","customer_id","currency") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_list_fk" FOREIGN KEY ("organization_id","list_id","portal_user_id") REFERENCES "public"."lists"("organization_id","id","portal_user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_items" ADD CONSTRAINT "list_items_sku_fk" FOREIGN KEY ("organization_id","sku_id") REFERENCES "public"."skus"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lists" ADD CONSTRAINT "lists_portal_user_fk" FOREIGN KEY ("organization_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_subscriptions" ADD CONSTRAINT "newsletter_subscriptions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
ALTER TABLE "portal_credentials" ADD CONSTRAINT "portal_credentials_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_credentials" ADD CONSTRAINT "portal_credentials_portal_user_fk" FOREIGN KEY ("organization_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_sessions" ADD CONSTRAINT "portal_sessions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_sessions" ADD CONSTRAINT "portal_sessions_portal_user_fk" FOREIGN KEY ("organization_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_user_roles" ADD CONSTRAINT "portal_user_roles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_user_roles" ADD CONSTRAINT "portal_user_roles_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_user_roles" ADD CONSTRAINT "portal_user_roles_portal_user_fk" FOREIGN KEY ("organization_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_users" ADD CONSTRAINT "portal_users_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_users" ADD CONSTRAINT "portal_users_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list_entries" ADD CONSTRAINT "price_list_entries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list_entries" ADD CONSTRAINT "price_list_entries_sku_fk" FOREIGN KEY ("organization_id","sku_id") REFERENCES "public"."skus"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "price_list_entries" ADD CONSTRAINT "price_list_entries_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "products" ADD CONSTRAINT "products_supplier_fk" FOREIGN KEY ("organization_id","supplier_id") REFERENCES "public"."suppliers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_metrics" ADD CONSTRAINT "sales_metrics_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_metrics" ADD CONSTRAINT "sales_metrics_user_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_metrics" ADD CONSTRAINT "sales_metrics_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skus" ADD CONSTRAINT "skus_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skus" ADD CONSTRAINT "skus_product_fk" FOREIGN KEY ("organization_id","product_id") REFERENCES "public"."products"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "state_tax_rates" ADD CONSTRAINT "state_tax_rates_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suppliers" ADD CONSTRAINT "suppliers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_user_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_event_fk" FOREIGN KEY ("organization_id","event_id") REFERENCES "public"."webhook_events"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_subscription_fk" FOREIGN KEY ("organization_id","subscription_id") REFERENCES "public"."webhook_subscriptions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_events" ADD CONSTRAINT "webhook_events_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_subscription_fk" FOREIGN KEY ("organization_id","subscription_id") REFERENCES "public"."webhook_subscriptions"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_subscriptions" ADD CONSTRAINT "webhook_subscriptions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agents" ADD CONSTRAINT "agents_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canvas_shares" ADD CONSTRAINT "canvas_shares_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canvas_shares" ADD CONSTRAINT "canvas_shares_canvas_fk" FOREIGN KEY ("organization_id","canvas_id") REFERENCES "public"."canvases"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canvas_shares" ADD CONSTRAINT "canvas_shares_user_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canvas_versions" ADD CONSTRAINT "canvas_versions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canvas_versions" ADD CONSTRAINT "canvas_versions_canvas_fk" FOREIGN KEY ("organization_id","canvas_id") REFERENCES "public"."canvases"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canvas_versions" ADD CONSTRAINT "canvas_versions_created_by_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canvases" ADD CONSTRAINT "canvases_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canvases" ADD CONSTRAINT "canvases_model_fk" FOREIGN KEY ("organization_id","model_id") REFERENCES "public"."models"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "canvases" ADD CONSTRAINT "canvases_created_by_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "executions" ADD CONSTRAINT "executions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "executions" ADD CONSTRAINT "executions_agent_fk" FOREIGN KEY ("organization_id","agent_id") REFERENCES "public"."agents"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "executions" ADD CONSTRAINT "executions_created_by_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "models" ADD CONSTRAINT "models_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "activities_customer_id_idx" ON "activities" USING btree ("organization_id","customer_id","occurred_at");--> statement-breakpoint
CREATE INDEX "activities_user_id_idx" ON "activities" USING btree ("organization_id","user_id","occurred_at");--> statement-breakpoint
CREATE INDEX "call_plans_user_id_idx" ON "call_plans" USING btree ("organization_id","user_id","scheduled_for");--> statement-breakpoint
CREATE INDEX "call_plans_customer_id_idx" ON "call_plans" USING btree ("organization_id","customer_id","scheduled_for");--> statement-breakpoint
CREATE INDEX "cart_items_cart_id_idx" ON "cart_items" USING btree ("organization_id","cart_id","portal_user_id");--> statement-breakpoint
CREATE INDEX "cart_items_sku_id_idx" ON "cart_items" USING btree ("organization_id","sku_id");--> statement-breakpoint
CREATE UNIQUE INDEX "carts_active_unique" ON "carts" USING btree ("organization_id","portal_user_id") WHERE "carts"."status" = 'active';--> statement-breakpoint
CREATE INDEX "carts_portal_user_id_idx" ON "carts" USING btree ("organization_id","portal_user_id");--> statement-breakpoint
CREATE INDEX "compliance_filings_due_idx" ON "compliance_filings" USING btree ("organization_id","due_on") WHERE "compliance_filings"."filed_at" is null;--> statement-breakpoint
CREATE INDEX "customers_name_idx" ON "customers" USING btree ("organization_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "invoices_order_unique" ON "invoices" USING btree ("organization_id","order_id") WHERE "invoices"."voided_at" is null;--> statement-breakpoint
CREATE INDEX "invoices_order_id_idx" ON "invoices" USING btree ("organization_id","order_id","customer_id","currency");--> statement-breakpoint
CREATE INDEX "invoices_customer_id_idx" ON "invoices" USING btree ("organization_id","customer_id","issued_on" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "list_items_list_id_idx" ON "list_items" USING btree ("organization_id","list_id","portal_user_id");--> statement-breakpoint
CREATE INDEX "list_items_sku_id_idx" ON "list_items" USING btree ("organization_id","sku_id");--> statement-breakpoint
CREATE UNIQUE INDEX "lists_favourites_unique" ON "lists" USING btree ("organization_id","portal_user_id") WHERE "lists"."kind" = 'favourites';--> statement-breakpoint
CREATE INDEX "newsletter_subscriptions_status_idx" ON "newsletter_subscriptions" USING btree ("organization_id","status");--> statement-breakpoint
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
CREATE UNIQUE INDEX "portal_users_email_unique" ON "portal_users" USING btree ("organization_id",lower("email"));--> statement-breakpoint
CREATE INDEX "portal_users_customer_id_idx" ON "portal_users" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "price_list_entries_sku_id_idx" ON "price_list_entries" USING btree ("organization_id","sku_id");--> statement-breakpoint
CREATE INDEX "price_list_entries_customer_id_idx" ON "price_list_entries" USING btree ("organization_id","customer_id");--> statement-breakpoint
CREATE INDEX "products_active_brand_idx" ON "products" USING btree ("organization_id","brand") WHERE "products"."status" = 'active';--> statement-breakpoint
CREATE INDEX "products_category_status_idx" ON "products" USING btree ("organization_id","category","status");--> statement-breakpoint
CREATE INDEX "products_supplier_id_idx" ON "products" USING btree ("organization_id","supplier_id");--> statement-breakpoint
CREATE INDEX "sales_metrics_user_id_idx" ON "sales_metrics" USING btree ("organization_id","user_id","period_start");--> statement-breakpoint
CREATE INDEX "sales_metrics_customer_id_idx" ON "sales_metrics" USING btree ("organization_id","customer_id","period_start");--> statement-breakpoint
CREATE INDEX "tasks_user_id_idx" ON "tasks" USING btree ("organization_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "tasks_open_idx" ON "tasks" USING btree ("organization_id","user_id","due_on") WHERE "tasks"."status" = 'open';--> statement-breakpoint
CREATE INDEX "tasks_customer_id_idx" ON "tasks" USING btree ("organization_id","customer_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_subscription_id_idx" ON "webhook_deliveries" USING btree ("organization_id","subscription_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_pending_idx" ON "webhook_deliveries" USING btree ("organization_id","next_attempt_at") WHERE "webhook_deliveries"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_events_occurred_at_idx" ON "webhook_events" USING btree ("organization_id","occurred_at");--> statement-breakpoint
CREATE INDEX "webhook_subscriptions_status_idx" ON "webhook_subscriptions" USING btree ("organization_id","status");--> statement-breakpoint
CREATE UNIQUE INDEX "agents_name_unique" ON "agents" USING btree ("organization_id","name") WHERE "agents"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "canvas_shares_user_id_idx" ON "canvas_shares" USING btree ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "canvas_versions_created_by_idx" ON "canvas_versions" USING btree ("organization_id","created_by");--> statement-breakpoint
CREATE INDEX "canvases_model_id_idx" ON "canvases" USING btree ("organization_id","model_id");--> statement-breakpoint
CREATE INDEX "canvases_created_by_idx" ON "canvases" USING btree ("organization_id","created_by");--> statement-breakpoint
CREATE INDEX "canvases_updated_at_idx" ON "canvases" USING btree ("organization_id","updated_at") WHERE "canvases"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "executions_agent_id_idx" ON "executions" USING btree ("organization_id","agent_id","created_at");--> statement-breakpoint
CREATE INDEX "executions_created_by_idx" ON "executions" USING btree ("organization_id","created_by","created_at");--> statement-breakpoint
CREATE INDEX "executions_created_at_idx" ON "executions" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "executions_open_idx" ON "executions" USING btree ("organization_id","created_at") WHERE "executions"."status" in ('queued', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "models_name_unique" ON "models" USING btree ("organization_id","name") WHERE "models"."deleted_at" is null;--> statement-breakpoint
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
CREATE INDEX "lots_expires_on_idx" ON "lots" USING btree ("organization_id","expires_on");--> statement-breakpoint
-- startkit: allow constraint-missing-not-valid: no row has a portal user yet, as there was no table of them
-- startkit: allow adding-foreign-key-constraint: the same
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_portal_user_fk" FOREIGN KEY ("organization_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","id") ON DELETE no action ON UPDATE no action;