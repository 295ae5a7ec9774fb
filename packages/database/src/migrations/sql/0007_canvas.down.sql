-- startkit: takes back 0007_canvas, SHA-256 665b2fecd0d8958774ee3beb0ad22df509e0c91ced6c03c364f0a98cd35cc3a0
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
