#!/bin/sh
# db-seed.sh ENV [--scale N]
#
# Fills a database: reference data everywhere, demonstration data in development. Run it as often as you like: what is
# there is left as it is.
#
#   ENV         development, staging or production: what the database must say that it is (db:environment)
#   --scale N   development: N organizations more
#
# Migrations must have been applied (db-migrate.sh). The database is the one of SUPERADMIN_DATABASE_URL and
# MIGRATION_DATABASE_URL, from the environment or .env; in development the local server when nothing is set.
#
# Exit codes: 0 seeded; 1 a step failed, and no later one was run; 2 called wrongly; 3 not the database it was meant for.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib/db.sh
. "$here/lib/db.sh"

usage='db-seed.sh development|staging|production [--scale N]'
environment=$(environment_of "$usage" "${1-}")
shift
case $environment in
  development) data='' ;;
  *) data='--essential' ;;
esac
case "$#:${1-}" in
  0:) ;;
  2:--scale)
    [ "$environment" = development ] || wrong "$usage" '--scale is for development.'
    ;;
  *) wrong "$usage" "$* is no option." ;;
esac

begin "$environment" "seed"
refuse_other_database "$environment"
is_current || fail 1 "Migrations are pending: run db-migrate.sh $environment first. Nothing was seeded."
# shellcheck disable=SC2086 # Nothing, or one word.
step 'Seeds' db seed $data "$@"
say "Done: $environment is seeded."
