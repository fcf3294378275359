package dev.slipway.ledger.write;

/**
 * @param added facts that were not there yet
 * @param last number of the run's newest fact
 */
public record Appended(int added, long last) {}
