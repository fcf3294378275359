package dev.slipway.cli;

/** Forms of output; the names are what people type. */
enum Form {
  table,
  json
}
