package dev.slipway.verify;

/** One request header; the value may use variables. */
public record Header(String name, String value) {}
