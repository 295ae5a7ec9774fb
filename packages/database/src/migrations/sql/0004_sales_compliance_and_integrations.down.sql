-- startkit: takes back 0004_sales_compliance_and_integrations, SHA-256 a59f77d1558885bd86949273c18ca3c726c01786995b7eec66fc911d9125cf5f
DROP INDEX "webhook_subscriptions_status_idx";
--> statement-breakpoint
DROP INDEX "webhook_events_occurred_at_idx";
--> statement-breakpoint
DROP INDEX "webhook_deliveries_pending_idx";
--> statement-breakpoint
DROP INDEX "webhook_deliveries_subscription_id_idx";
--> statement-breakpoint
DROP INDEX "tasks_customer_id_idx";
--> statement-breakpoint
DROP INDEX "tasks_open_idx";
--> statement-breakpoint
DROP INDEX "tasks_user_id_idx";
--> statement-breakpoint
DROP INDEX "sales_metrics_customer_id_idx";
--> statement-breakpoint
DROP INDEX "sales_metrics_user_id_idx";
--> statement-breakpoint
DROP INDEX "newsletter_subscriptions_status_idx";
--> statement-breakpoint
DROP INDEX "compliance_filings_due_idx";
--> statement-breakpoint
DROP INDEX "call_plans_customer_id_idx";
--> statement-breakpoint
DROP INDEX "call_plans_user_id_idx";
--> statement-breakpoint
DROP INDEX "activities_user_id_idx";
--> statement-breakpoint
DROP INDEX "activities_customer_id_idx";
--> statement-breakpoint
ALTER TABLE "webhook_subscriptions" DROP CONSTRAINT "webhook_subscriptions_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "webhook_secrets" DROP CONSTRAINT "webhook_secrets_subscription_fk";
--> statement-breakpoint
ALTER TABLE "webhook_secrets" DROP CONSTRAINT "webhook_secrets_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "webhook_events" DROP CONSTRAINT "webhook_events_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" DROP CONSTRAINT "webhook_deliveries_subscription_fk";
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" DROP CONSTRAINT "webhook_deliveries_event_fk";
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" DROP CONSTRAINT "webhook_deliveries_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_customer_fk";
--> statement-breakpoint
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_user_fk";
--> statement-breakpoint
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "state_tax_rates" DROP CONSTRAINT "state_tax_rates_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "sales_metrics" DROP CONSTRAINT "sales_metrics_customer_fk";
--> statement-breakpoint
ALTER TABLE "sales_metrics" DROP CONSTRAINT "sales_metrics_user_fk";
--> statement-breakpoint
ALTER TABLE "sales_metrics" DROP CONSTRAINT "sales_metrics_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "newsletter_subscriptions" DROP CONSTRAINT "newsletter_subscriptions_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "integration_tokens" DROP CONSTRAINT "integration_tokens_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "compliance_filings" DROP CONSTRAINT "compliance_filings_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "call_plans" DROP CONSTRAINT "call_plans_customer_fk";
--> statement-breakpoint
ALTER TABLE "call_plans" DROP CONSTRAINT "call_plans_user_fk";
--> statement-breakpoint
ALTER TABLE "call_plans" DROP CONSTRAINT "call_plans_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "activities" DROP CONSTRAINT "activities_user_fk";
--> statement-breakpoint
ALTER TABLE "activities" DROP CONSTRAINT "activities_customer_fk";
--> statement-breakpoint
ALTER TABLE "activities" DROP CONSTRAINT "activities_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "account_health_snapshots" DROP CONSTRAINT "account_health_snapshots_customer_fk";
--> statement-breakpoint
ALTER TABLE "account_health_snapshots" DROP CONSTRAINT "account_health_snapshots_organization_id_organizations_id_fk";
--> statement-breakpoint
DROP TABLE "webhook_subscriptions";
--> statement-breakpoint
DROP TABLE "webhook_secrets";
--> statement-breakpoint
DROP TABLE "webhook_events";
--> statement-breakpoint
DROP TABLE "webhook_deliveries";
--> statement-breakpoint
DROP TABLE "tasks";
--> statement-breakpoint
DROP TABLE "state_tax_rates";
--> statement-breakpoint
DROP TABLE "sales_metrics";
--> statement-breakpoint
DROP TABLE "newsletter_subscriptions";
--> statement-breakpoint
DROP TABLE "integration_tokens";
--> statement-breakpoint
DROP TABLE "compliance_filings";
--> statement-breakpoint
DROP TABLE "call_plans";
--> statement-breakpoint
DROP TABLE "activities";
--> statement-breakpoint
DROP TABLE "account_health_snapshots";
