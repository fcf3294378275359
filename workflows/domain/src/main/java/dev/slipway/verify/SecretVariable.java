package dev.slipway.verify;

/** A variable whose value is a secret, resolved at the site from a reference. */
public record SecretVariable(String variable, String ref) {}
