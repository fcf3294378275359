package dev.slipway.release;

/**
 * Where one value of the plan came from, e.g. {@code spec.strategy.rolloutTimeout = PT5M from
 * product default}.
 */
public record Origin(String path, String value, String from) {}
