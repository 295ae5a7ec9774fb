-- Roles. They belong to the whole server: another database of it may have made them already. The
-- migrating login becomes a member of two: FORCE ROW LEVEL SECURITY binds it too, and only as
-- startkit_superadmin does it see the rows it migrates; startkit_definer owns the lookup functions.
do $$
declare
  role name;
begin
  foreach role in array array['startkit_app', 'startkit_portal', 'startkit_superadmin', 'startkit_backup', 'startkit_definer']::name[] loop
    if not exists (select from pg_roles where rolname = role) then
      execute format('create role %I nologin nosuperuser nobypassrls nocreaterole nocreatedb noreplication', role);
    end if;
  end loop;
  foreach role in array array['startkit_superadmin', 'startkit_definer']::name[] loop
    if not pg_has_role(current_user, role, 'USAGE') then
      execute format('grant %I to current_user', role);
    end if;
  end loop;
end $$;
--> statement-breakpoint
-- Temporary tables and new objects are ways around isolation; the owner keeps both rights.
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
--> statement-breakpoint
revoke create on schema public from public;
--> statement-breakpoint
create schema if not exists app;
--> statement-breakpoint
-- What column defaults call. The RLS script replaces them with the same, and adds the others.
create or replace function app.claimed_org_id() returns uuid
  language sql stable parallel safe
begin atomic
  select nullif(split_part(current_setting('app.context', true), ',', 4), '')::uuid;
end;
--> statement-breakpoint
create or replace function app.uuid_v7() returns uuid
  language sql volatile parallel safe
begin atomic
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::int8) from 3)
    from 1 for 6), 52, 1), 53, 1), 'hex')::uuid;
end;
--> statement-breakpoint
-- Tables
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" text[] DEFAULT '{}'::text[] NOT NULL,
	"rate_limit_per_minute" integer DEFAULT 60 NOT NULL,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "api_keys_prefix_unique" UNIQUE("organization_id","prefix"),
	CONSTRAINT "api_keys_prefix_check" CHECK ("api_keys"."prefix" ~ '^[A-Za-z0-9_]{8,32}$'),
	CONSTRAINT "api_keys_rate_limit_check" CHECK ("api_keys"."rate_limit_per_minute" > 0)
);
--> statement-breakpoint
CREATE TABLE "audit_logs" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"user_id" uuid,
	"action" text NOT NULL,
	"resource_type" text NOT NULL,
	"resource_id" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"changes" jsonb,
	"ip_address" "inet",
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_logs_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "audit_logs_action_check" CHECK ("audit_logs"."action" ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$'),
	CONSTRAINT "audit_logs_metadata_check" CHECK (jsonb_typeof("audit_logs"."metadata") = 'object'),
	CONSTRAINT "audit_logs_changes_check" CHECK (jsonb_typeof("audit_logs"."changes") = 'object')
);
--> statement-breakpoint
CREATE TABLE "feature_flag_definitions" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"default_enabled" boolean DEFAULT false NOT NULL,
	"minimum_plan" text DEFAULT 'free' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "feature_flag_definitions_key_unique" UNIQUE("key"),
	CONSTRAINT "feature_flag_definitions_key_check" CHECK ("feature_flag_definitions"."key" ~ '^[a-z][a-z0-9_]*$'),
	CONSTRAINT "feature_flag_definitions_minimum_plan_check" CHECK ("feature_flag_definitions"."minimum_plan" in ('free', 'starter', 'pro', 'enterprise'))
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"email" text NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"invited_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invitations_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "invitations_role_check" CHECK ("invitations"."role" in ('viewer', 'member', 'manager', 'admin', 'owner'))
);
--> statement-breakpoint
CREATE TABLE "member_roles" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"user_id" uuid NOT NULL,
	"role_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_roles_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "member_roles_role_unique" UNIQUE("organization_id","user_id","role_id")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"user_id" uuid,
	"portal_user_id" uuid,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"priority" text DEFAULT 'normal' NOT NULL,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notifications_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "notifications_recipient_check" CHECK (num_nonnulls("notifications"."user_id", "notifications"."portal_user_id") = 1),
	CONSTRAINT "notifications_priority_check" CHECK ("notifications"."priority" in ('low', 'normal', 'high', 'urgent'))
);
--> statement-breakpoint
CREATE TABLE "organization_feature_flags" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"flag_key" text NOT NULL,
	"enabled" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organization_feature_flags_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "organization_feature_flags_flag_unique" UNIQUE("organization_id","flag_key")
);
--> statement-breakpoint
CREATE TABLE "organization_members" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organization_members_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "organization_members_user_unique" UNIQUE("organization_id","user_id"),
	CONSTRAINT "organization_members_role_check" CHECK ("organization_members"."role" in ('viewer', 'member', 'manager', 'admin', 'owner')),
	CONSTRAINT "organization_members_status_check" CHECK ("organization_members"."status" in ('active', 'removed'))
);
--> statement-breakpoint
CREATE TABLE "organization_settings" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"default_currency" text DEFAULT 'USD' NOT NULL,
	"timezone" text DEFAULT 'UTC' NOT NULL,
	"date_format" text DEFAULT 'YYYY-MM-DD' NOT NULL,
	"revenue_drop_percent" integer DEFAULT 15 NOT NULL,
	"minimum_orders_for_health" integer DEFAULT 3 NOT NULL,
	"sample_allowance" integer DEFAULT 60 NOT NULL,
	"sample_approval_above" integer DEFAULT 60 NOT NULL,
	"minimum_orders_for_pace" integer DEFAULT 3 NOT NULL,
	"pace_risk_days" integer DEFAULT 2 NOT NULL,
	"portal_enabled" boolean DEFAULT false NOT NULL,
	"cart_enabled" boolean DEFAULT false NOT NULL,
	"invoices_enabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organization_settings_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "organization_settings_organization_unique" UNIQUE("organization_id"),
	CONSTRAINT "organization_settings_currency_check" CHECK ("organization_settings"."default_currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "organization_settings_timezone_check" CHECK ("organization_settings"."timezone" <> ''),
	CONSTRAINT "organization_settings_date_format_check" CHECK ("organization_settings"."date_format" in ('YYYY-MM-DD', 'MM/DD/YY', 'MM/DD/YYYY', 'DD/MM/YYYY', 'DD.MM.YYYY')),
	CONSTRAINT "organization_settings_revenue_drop_check" CHECK ("organization_settings"."revenue_drop_percent" between 1 and 100),
	CONSTRAINT "organization_settings_health_orders_check" CHECK ("organization_settings"."minimum_orders_for_health" >= 1),
	CONSTRAINT "organization_settings_sample_allowance_check" CHECK ("organization_settings"."sample_allowance" >= 0),
	CONSTRAINT "organization_settings_sample_approval_check" CHECK ("organization_settings"."sample_approval_above" >= 0),
	CONSTRAINT "organization_settings_pace_orders_check" CHECK ("organization_settings"."minimum_orders_for_pace" >= 2),
	CONSTRAINT "organization_settings_pace_risk_check" CHECK ("organization_settings"."pace_risk_days" >= 0)
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"clerk_org_id" text,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"contact_email" text,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_clerk_org_id_unique" UNIQUE("clerk_org_id"),
	CONSTRAINT "organizations_slug_unique" UNIQUE("slug"),
	CONSTRAINT "organizations_slug_check" CHECK ("organizations"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "organizations_status_check" CHECK ("organizations"."status" in ('active', 'suspended')),
	CONSTRAINT "organizations_settings_check" CHECK (jsonb_typeof("organizations"."settings") = 'object'),
	CONSTRAINT "organizations_limits_check" CHECK (jsonb_typeof("organizations"."limits") = 'object')
);
--> statement-breakpoint
CREATE TABLE "permissions" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"key" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "permissions_key_unique" UNIQUE("key"),
	CONSTRAINT "permissions_key_check" CHECK ("permissions"."key" ~ '^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$')
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"status" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "projects_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "projects_name_check" CHECK ("projects"."name" <> ''),
	CONSTRAINT "projects_status_check" CHECK ("projects"."status" in ('planned', 'active', 'completed', 'archived'))
);
--> statement-breakpoint
CREATE TABLE "role_permissions" (
	"role_id" uuid NOT NULL,
	"permission_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_permissions_role_id_permission_id_pk" PRIMARY KEY("role_id","permission_id")
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "roles_key_unique" UNIQUE("key"),
	CONSTRAINT "roles_key_check" CHECK ("roles"."key" ~ '^[a-z][a-z0-9_]*$')
);
--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"organization_id" uuid DEFAULT app.claimed_org_id() NOT NULL,
	"id" uuid DEFAULT app.uuid_v7() NOT NULL,
	"stripe_customer_id" text,
	"stripe_subscription_id" text,
	"status" text DEFAULT 'active' NOT NULL,
	"plan" text DEFAULT 'free' NOT NULL,
	"seat_count" integer DEFAULT 1 NOT NULL,
	"current_period_start" timestamp with time zone,
	"current_period_end" timestamp with time zone,
	"cancel_at_period_end" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscriptions_organization_id_id_pk" PRIMARY KEY("organization_id","id"),
	CONSTRAINT "subscriptions_organization_unique" UNIQUE("organization_id"),
	CONSTRAINT "subscriptions_plan_check" CHECK ("subscriptions"."plan" in ('free', 'starter', 'pro', 'enterprise')),
	CONSTRAINT "subscriptions_seat_count_check" CHECK ("subscriptions"."seat_count" >= 1),
	CONSTRAINT "subscriptions_period_check" CHECK ("subscriptions"."current_period_end" > "subscriptions"."current_period_start")
);
--> statement-breakpoint
CREATE TABLE "superadmin_audit_logs" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"user_id" uuid NOT NULL,
	"organization_id" uuid,
	"action" text NOT NULL,
	"resource_type" text NOT NULL,
	"resource_id" text,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"changes" jsonb,
	"ip_address" "inet",
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "superadmin_audit_logs_action_check" CHECK ("superadmin_audit_logs"."action" ~ '^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$'),
	CONSTRAINT "superadmin_audit_logs_metadata_check" CHECK (jsonb_typeof("superadmin_audit_logs"."metadata") = 'object'),
	CONSTRAINT "superadmin_audit_logs_changes_check" CHECK (jsonb_typeof("superadmin_audit_logs"."changes") = 'object')
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"clerk_id" text,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"avatar_url" text,
	"is_superadmin" boolean DEFAULT false NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"last_seen_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_clerk_id_unique" UNIQUE("clerk_id"),
	CONSTRAINT "users_status_check" CHECK ("users"."status" in ('active', 'inactive', 'invited', 'suspended'))
);
--> statement-breakpoint
CREATE TABLE "webhook_inbox" (
	"id" uuid PRIMARY KEY DEFAULT app.uuid_v7() NOT NULL,
	"provider" text NOT NULL,
	"event_id" text NOT NULL,
	"type" text NOT NULL,
	"object_id" text,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"payload" jsonb NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"processed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_inbox_event_unique" UNIQUE("provider","event_id"),
	CONSTRAINT "webhook_inbox_provider_check" CHECK ("webhook_inbox"."provider" in ('clerk', 'stripe')),
	CONSTRAINT "webhook_inbox_status_check" CHECK ("webhook_inbox"."status" in ('pending', 'processed', 'ignored', 'failed')),
	CONSTRAINT "webhook_inbox_attempts_check" CHECK ("webhook_inbox"."attempts" >= 0)
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_fk" FOREIGN KEY ("organization_id","created_by") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_logs" ADD CONSTRAINT "audit_logs_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_logs" ADD CONSTRAINT "audit_logs_user_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_fk" FOREIGN KEY ("organization_id","invited_by") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_roles" ADD CONSTRAINT "member_roles_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_roles" ADD CONSTRAINT "member_roles_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_roles" ADD CONSTRAINT "member_roles_member_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_fk" FOREIGN KEY ("organization_id","user_id") REFERENCES "public"."organization_members"("organization_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_feature_flags" ADD CONSTRAINT "organization_feature_flags_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_feature_flags" ADD CONSTRAINT "organization_feature_flags_flag_key_fk" FOREIGN KEY ("flag_key") REFERENCES "public"."feature_flag_definitions"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_members" ADD CONSTRAINT "organization_members_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_members" ADD CONSTRAINT "organization_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_settings" ADD CONSTRAINT "organization_settings_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_permissions" ADD CONSTRAINT "role_permissions_role_id_roles_id_fk" FOREIGN KEY ("role_id") REFERENCES "public"."roles"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_permissions" ADD CONSTRAINT "role_permissions_permission_id_permissions_id_fk" FOREIGN KEY ("permission_id") REFERENCES "public"."permissions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_prefix_idx" ON "api_keys" USING btree ("prefix");--> statement-breakpoint
CREATE INDEX "api_keys_created_by_idx" ON "api_keys" USING btree ("organization_id","created_by");--> statement-breakpoint
CREATE INDEX "audit_logs_created_at_idx" ON "audit_logs" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_logs_user_id_idx" ON "audit_logs" USING btree ("organization_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "audit_logs_resource_idx" ON "audit_logs" USING btree ("organization_id","resource_type","resource_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_open_email_unique" ON "invitations" USING btree ("organization_id",lower("email")) WHERE "invitations"."accepted_at" is null;--> statement-breakpoint
CREATE INDEX "invitations_token_hash_idx" ON "invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "invitations_invited_by_idx" ON "invitations" USING btree ("organization_id","invited_by");--> statement-breakpoint
CREATE INDEX "member_roles_role_id_idx" ON "member_roles" USING btree ("role_id");--> statement-breakpoint
CREATE INDEX "notifications_user_id_idx" ON "notifications" USING btree ("organization_id","user_id","created_at");--> statement-breakpoint
CREATE INDEX "notifications_portal_user_id_idx" ON "notifications" USING btree ("organization_id","portal_user_id","created_at");--> statement-breakpoint
CREATE INDEX "organization_feature_flags_flag_key_idx" ON "organization_feature_flags" USING btree ("flag_key");--> statement-breakpoint
CREATE INDEX "organization_members_user_id_idx" ON "organization_members" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_name_unique" ON "projects" USING btree ("organization_id","name") WHERE "projects"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "projects_status_idx" ON "projects" USING btree ("organization_id","status");--> statement-breakpoint
CREATE INDEX "role_permissions_permission_id_idx" ON "role_permissions" USING btree ("permission_id");--> statement-breakpoint
CREATE INDEX "subscriptions_stripe_customer_id_idx" ON "subscriptions" USING btree ("stripe_customer_id");--> statement-breakpoint
CREATE INDEX "subscriptions_stripe_subscription_id_idx" ON "subscriptions" USING btree ("stripe_subscription_id");--> statement-breakpoint
CREATE INDEX "superadmin_audit_logs_created_at_idx" ON "superadmin_audit_logs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "superadmin_audit_logs_user_id_idx" ON "superadmin_audit_logs" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "superadmin_audit_logs_organization_id_idx" ON "superadmin_audit_logs" USING btree ("organization_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_unique" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "webhook_inbox_object_idx" ON "webhook_inbox" USING btree ("provider","object_id","occurred_at");--> statement-breakpoint
CREATE INDEX "webhook_inbox_open_idx" ON "webhook_inbox" USING btree ("created_at") WHERE "webhook_inbox"."status" in ('pending', 'failed');