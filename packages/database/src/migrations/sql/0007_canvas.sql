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
CREATE UNIQUE INDEX "models_name_unique" ON "models" USING btree ("organization_id","name") WHERE "models"."deleted_at" is null;