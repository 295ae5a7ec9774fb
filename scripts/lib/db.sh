# shellcheck shell=sh
# What db-migrate.sh and db-seed.sh share. Sourced; `here` is the folder of the scripts.

root=$(dirname "${here:?}")
package=$root/packages/database

# A command of the kit, as `db:NAME`, without a package manager in between.
db() { (cd "$package" && exec node --import tsx src/cli/db.ts "$@"); }
db_check() { (cd "$package" && exec node --import tsx src/cli/isolation.ts check); }

say() { printf '%s\n' "$*"; }

# fail CODE MESSAGE
fail() {
  printf 'Error: %s\n' "$2" >&2
  exit "$1"
}

# wrong USAGE MESSAGE
wrong() { fail 2 "$2
Usage: $1"; }

# environment_of USAGE ENV: prints ENV when it is one.
environment_of() {
  case $2 in
    development | staging | production) printf '%s' "$2" ;;
    '') wrong "$1" 'Which environment?' ;;
    *) wrong "$1" "$2 is no environment." ;;
  esac
}

# begin ENV WHAT: from here on every command runs in that environment.
begin() {
  command -v node > /dev/null || fail 1 'There is no node in PATH.'
  [ -d "$package/node_modules" ] || fail 1 "Nothing is installed: run npx pnpm@12 install in $root first."
  NODE_ENV=$1
  export NODE_ENV
  say "$(date -u '+%Y-%m-%dT%H:%M:%SZ') $2 $1"
}

# step TITLE COMMAND...: runs it, and ends with 1 when it fails.
step() {
  title=$1
  shift
  say
  say "== $title"
  "$@" || fail 1 "$title failed (exit code $?). No later step was run."
}

# refuse_other_database ENV: a database that is marked is the one of ENV.
refuse_other_database() {
  marked=$(db environment --json | json environment) || {
    db environment >&2 || true
    fail 1 'Nobody can tell which environment the database is. Nothing was changed.'
  }
  case $marked in
    "$1") ;;
    null) say 'The database does not say which environment it is (db:environment).' ;;
    test) [ "$1" = development ] || fail 3 "The database is marked test, not $1. Nothing was changed." ;;
    *) fail 3 "The database is marked $marked, not $1. Nothing was changed." ;;
  esac
}

# json NAME: prints a member of the JSON document on standard input; fails when the document says that something failed.
json() {
  node -e '
    const document = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
    if (document.error) process.exit(1);
    console.log(String(document[process.argv[1]]));' "$1"
}

# Whether everything is applied and in force.
is_current() { db status --json > /dev/null; }
