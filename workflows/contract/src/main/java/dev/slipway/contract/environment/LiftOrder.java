package dev.slipway.contract.environment;

/** End an emergency stop. */
public record LiftOrder(String by) {}
