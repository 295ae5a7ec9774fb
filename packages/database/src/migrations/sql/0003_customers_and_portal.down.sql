-- startkit: takes back 0003_customers_and_portal, SHA-256 0fb8e776541329711ff1e54529f4d6b5fcf39f515d01a3752ed43bbeda7b8a13
ALTER TABLE "notifications" DROP CONSTRAINT "notifications_portal_user_fk";
--> statement-breakpoint
DROP INDEX "portal_users_customer_id_idx";
--> statement-breakpoint
DROP INDEX "portal_users_email_unique";
--> statement-breakpoint
DROP INDEX "customers_name_idx";
--> statement-breakpoint
ALTER TABLE "portal_users" DROP CONSTRAINT "portal_users_customer_fk";
--> statement-breakpoint
ALTER TABLE "portal_users" DROP CONSTRAINT "portal_users_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "portal_credentials" DROP CONSTRAINT "portal_credentials_portal_user_fk";
--> statement-breakpoint
ALTER TABLE "portal_credentials" DROP CONSTRAINT "portal_credentials_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "customers" DROP CONSTRAINT "customers_organization_id_organizations_id_fk";
--> statement-breakpoint
DROP TABLE "portal_users";
--> statement-breakpoint
DROP TABLE "portal_credentials";
--> statement-breakpoint
DROP TABLE "customers";
