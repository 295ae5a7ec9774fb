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
ALTER TABLE "customers" ADD CONSTRAINT "customers_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_credentials" ADD CONSTRAINT "portal_credentials_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_credentials" ADD CONSTRAINT "portal_credentials_portal_user_fk" FOREIGN KEY ("organization_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_users" ADD CONSTRAINT "portal_users_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "portal_users" ADD CONSTRAINT "portal_users_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "customers_name_idx" ON "customers" USING btree ("organization_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "portal_users_email_unique" ON "portal_users" USING btree ("organization_id",lower("email"));--> statement-breakpoint
CREATE INDEX "portal_users_customer_id_idx" ON "portal_users" USING btree ("organization_id","customer_id");--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_portal_user_fk" FOREIGN KEY ("organization_id","portal_user_id") REFERENCES "public"."portal_users"("organization_id","id") ON DELETE cascade ON UPDATE no action;