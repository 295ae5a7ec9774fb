#!/bin/sh
# db-migrate.sh ENV [--no-backup] [--no-check] [--dry-run]
#
# Brings a database up to date, in the right order, and says what it does: for people, cron and CI.
#
#   ENV           development, staging or production: what the database must say that it is (db:environment).
#                 The first run on a deployed database marks it.
#   --no-backup   production: no backup before migrations
#   --no-check    not db:check, which says whether tenants are isolated
#   --dry-run     says what is pending, and changes nothing
#
# The database is the one of MIGRATION_DATABASE_URL, from the environment or .env; in development the local server
# when nothing is set. .env.example has the variables.
#
# Exit codes: 0 up to date; 1 a step failed, and no later one was run; 2 called wrongly; 3 not the database it was meant for.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib/db.sh
. "$here/lib/db.sh"

usage='db-migrate.sh development|staging|production [--no-backup] [--no-check] [--dry-run]'
environment=$(environment_of "$usage" "${1-}")
shift
backup='' check=yes dry_run=no
for option in "$@"; do
  case $option in
    --no-backup) backup=--no-backup ;;
    --no-check) check=no ;;
    --dry-run) dry_run=yes ;;
    *) wrong "$usage" "$option is no option." ;;
  esac
done

begin "$environment" "migrate"
refuse_other_database "$environment"

if [ "$dry_run" = yes ]; then
  step 'What is pending' db migrate --dry-run
  exit 0
fi

if is_current; then
  say 'Everything is applied.'
else
  # Production is backed up first, by db:migrate itself.
  step 'Migrations and Row-Level Security' db migrate ${backup:+"$backup"}
fi
if [ "$check" = yes ]; then step 'Isolation' db_check; fi
step 'Status' db status
say "Done: $environment is up to date."
