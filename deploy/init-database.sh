#!/bin/sh
# Run once, by the image, as the superuser: the login that migrates is none.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$MIGRATOR_PASSWORD" --username postgres <<'SQL'
create role startkit_migrator login createrole password :'password';
create database startkit owner startkit_migrator;
revoke temporary on database startkit from public;
SQL
