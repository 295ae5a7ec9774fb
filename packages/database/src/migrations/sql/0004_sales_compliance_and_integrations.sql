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
ALTER TABLE "account_health_snapshots" ADD CONSTRAINT "account_health_snapshots_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_health_snapshots" ADD CONSTRAINT "account_health_snapshots_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activities" ADD CONSTRAINT "activities_user_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_plans" ADD CONSTRAINT "call_plans_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_plans" ADD CONSTRAINT "call_plans_user_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "call_plans" ADD CONSTRAINT "call_plans_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "compliance_filings" ADD CONSTRAINT "compliance_filings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integration_tokens" ADD CONSTRAINT "integration_tokens_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "newsletter_subscriptions" ADD CONSTRAINT "newsletter_subscriptions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_metrics" ADD CONSTRAINT "sales_metrics_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_metrics" ADD CONSTRAINT "sales_metrics_user_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_metrics" ADD CONSTRAINT "sales_metrics_customer_fk" FOREIGN KEY ("organization_id","customer_id") REFERENCES "public"."customers"("organization_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "state_tax_rates" ADD CONSTRAINT "state_tax_rates_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
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
CREATE INDEX "activities_customer_id_idx" ON "activities" USING btree ("organization_id","customer_id","occurred_at");--> statement-breakpoint
CREATE INDEX "activities_user_id_idx" ON "activities" USING btree ("organization_id","user_id","occurred_at");--> statement-breakpoint
CREATE INDEX "call_plans_user_id_idx" ON "call_plans" USING btree ("organization_id","user_id","scheduled_for");--> statement-breakpoint
CREATE INDEX "call_plans_customer_id_idx" ON "call_plans" USING btree ("organization_id","customer_id","scheduled_for");--> statement-breakpoint
CREATE INDEX "compliance_filings_due_idx" ON "compliance_filings" USING btree ("organization_id","due_on") WHERE "compliance_filings"."filed_at" is null;--> statement-breakpoint
CREATE INDEX "newsletter_subscriptions_status_idx" ON "newsletter_subscriptions" USING btree ("organization_id","status");--> statement-breakpoint
CREATE INDEX "sales_metrics_user_id_idx" ON "sales_metrics" USING btree ("organization_id","user_id","period_start");--> statement-breakpoint
CREATE INDEX "sales_metrics_customer_id_idx" ON "sales_metrics" USING btree ("organization_id","customer_id","period_start");--> statement-breakpoint
CREATE INDEX "tasks_user_id_idx" ON "tasks" USING btree ("organization_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "tasks_open_idx" ON "tasks" USING btree ("organization_id","user_id","due_on") WHERE "tasks"."status" = 'open';--> statement-breakpoint
CREATE INDEX "tasks_customer_id_idx" ON "tasks" USING btree ("organization_id","customer_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_subscription_id_idx" ON "webhook_deliveries" USING btree ("organization_id","subscription_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_pending_idx" ON "webhook_deliveries" USING btree ("organization_id","next_attempt_at") WHERE "webhook_deliveries"."status" = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_events_occurred_at_idx" ON "webhook_events" USING btree ("organization_id","occurred_at");--> statement-breakpoint
CREATE INDEX "webhook_subscriptions_status_idx" ON "webhook_subscriptions" USING btree ("organization_id","status");