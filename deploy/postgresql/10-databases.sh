#!/bin/sh
# Runs once, when the data folder is new: a role of its own for each of the two that keep data here, so
# that Temporal cannot touch the ledger and Slipway cannot touch Temporal's tables.
set -eu
psql -v ON_ERROR_STOP=1 -v slipway="$SLIPWAY_DB_PASSWORD" -v temporal="$TEMPORAL_DB_PASSWORD" \
  --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE slipway LOGIN PASSWORD :'slipway';
CREATE DATABASE slipway OWNER slipway;
REVOKE CONNECT ON DATABASE slipway FROM PUBLIC;
CREATE ROLE temporal LOGIN CREATEDB PASSWORD :'temporal';
SQL
