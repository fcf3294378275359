#!/bin/sh
# Runs once, when the data folder is new: a role of its own for each of the two that keep data here, so
# that Temporal cannot touch the ledger and Slipway cannot touch Temporal's tables. Slipway's owner may
# make one more role, the one it works with, which may append facts and never change them.
set -eu
psql -v ON_ERROR_STOP=1 -v slipway="$SLIPWAY_OWNER_PASSWORD" -v temporal="$TEMPORAL_DB_PASSWORD" \
  --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE slipway_owner LOGIN CREATEROLE PASSWORD :'slipway';
CREATE DATABASE slipway OWNER slipway_owner;
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal';
SQL
