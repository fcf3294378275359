package dev.slipway.preflight;

/** A check with its weight, as the plan holds it. */
public record PlannedCheck(Check check, Severity severity) {}
