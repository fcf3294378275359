package dev.slipway.lab.witness;

/**
 * One effect that plan and ledger announce.
 *
 * @param object {@code deployments/web}
 * @param operation its mark
 * @param rank effects of a lower rank come first; equal ones come in any order
 * @param certain it must be there; otherwise it may be, once
 */
public record Promise(String object, String operation, int rank, boolean certain) {}
